package org.trunkline.registry.jdbc;

import java.nio.file.Path;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.trunkline.jdbc.DatabaseSettings;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Drivers;

/** A database of H2 in a directory of a test. */
final class H2 {

    static final Drivers DRIVERS = type -> new OsgiDataSourceFactory(new Driver());

    private H2() {}

    static JdbcRegistrySettings in(Path directory) {
        return at("jdbc:h2:" + directory.resolve("registry"));
    }

    static JdbcRegistrySettings at(String url) {
        return JdbcRegistrySettings.of(DatabaseSettings.of(DatabaseType.H2, url, "trunkline", "s3cret"));
    }

    static JdbcRegistry open(Path directory) {
        return new JdbcRegistry(in(directory), DRIVERS);
    }
}
