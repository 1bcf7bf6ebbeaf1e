package org.trunkline.registry.jdbc;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.registry.Registry;
import org.trunkline.registry.testkit.RegistryContract;

class H2RegistryTest extends RegistryContract {

    @TempDir
    Path directory;

    @Override
    protected Registry open() {
        return H2.open(directory);
    }

    @Override
    protected Optional<Registry> openSecond() {
        return Optional.of(open());
    }

    @Override
    protected void close(Registry open) {
        ((JdbcRegistry) open).close();
    }
}
