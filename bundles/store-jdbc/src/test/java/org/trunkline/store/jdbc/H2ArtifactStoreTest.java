package org.trunkline.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.testkit.ArtifactStoreContract;

class H2ArtifactStoreTest extends ArtifactStoreContract {

    @TempDir
    Path directory;

    @Override
    protected ArtifactStore open() {
        return new JdbcArtifactStore(H2.in(directory), H2.DRIVERS);
    }

    @Override
    protected Optional<ArtifactStore> openSecond() {
        return Optional.of(open());
    }

    @Override
    protected Optional<ArtifactStore> openKeeping(int states) {
        return Optional.of(
                new JdbcArtifactStore(H2.in(directory.resolve("keeping")).history(states), H2.DRIVERS));
    }

    @Override
    protected void close(ArtifactStore open) {
        ((JdbcArtifactStore) open).close();
    }

    @Override
    protected boolean damage(ArtifactKey key) throws Exception {
        int rows = H2.execute(
                H2.in(directory),
                "UPDATE trunkline_version SET body = X'00ff' WHERE version_no ="
                        + " (SELECT current_no FROM trunkline_artifact WHERE label = ? AND id = ?)",
                key.label(),
                key.id());
        assertEquals(1, rows);
        return true;
    }
}
