package org.trunkline.store.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Dialect;
import org.trunkline.jdbc.Drivers;

/** A database of H2 in a directory of a test. */
final class H2 {

    static final Drivers DRIVERS = type -> new OsgiDataSourceFactory(new Driver());

    private static final String USER = "trunkline";
    private static final String PASSWORD = "s3cret";

    private H2() {}

    static JdbcStoreSettings in(Path directory) {
        return at("jdbc:h2:" + directory.resolve("artifacts"));
    }

    static JdbcStoreSettings at(String url) {
        return JdbcStoreSettings.of(DatabaseType.H2, url, USER, PASSWORD);
    }

    /** A connection past the store, to the database that a store has open. */
    static Connection connection(JdbcStoreSettings settings) throws SQLException {
        return org.h2.Driver.load()
                .connect(Dialect.of(DatabaseType.H2).completed(settings.url()), properties(settings.username()));
    }

    private static java.util.Properties properties(String user) {
        java.util.Properties access = new java.util.Properties();
        access.setProperty("user", user);
        access.setProperty("password", PASSWORD);
        return access;
    }

    /** Runs statements past the store. */
    static int execute(JdbcStoreSettings settings, String sql, Object... parameters) throws SQLException {
        try (Connection connection = connection(settings);
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
