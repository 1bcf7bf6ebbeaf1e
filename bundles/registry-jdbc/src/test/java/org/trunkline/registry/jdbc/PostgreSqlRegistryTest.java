package org.trunkline.registry.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.osgi.PGDataSourceFactory;
import org.trunkline.jdbc.DatabaseSettings;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.testkit.RegistryContract;

/** The contract on a PostgreSQL that the test starts; left out, with the reason, where none can be started. */
class PostgreSqlRegistryTest extends RegistryContract {

    private static EmbeddedPostgres server;

    private final String schema = "r" + UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void startServer() {
        try {
            // its place for the unpacked server would otherwise be the system's, and stay there
            server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File("target/postgres"))
                    .setDataDirectory(new File("target/postgres-data"))
                    .setCleanDataDirectory(true)
                    .start();
        } catch (IOException | RuntimeException e) {
            System.out.println("PostgreSqlRegistryTest is left out: no PostgreSQL starts here: " + e);
            assumeTrue(false, "no PostgreSQL starts here: " + e);
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    protected Registry open() throws Exception {
        execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?currentSchema=" + schema;
        return new JdbcRegistry(
                JdbcRegistrySettings.of(DatabaseSettings.of(DatabaseType.POSTGRESQL, url, "postgres", "postgres")),
                type -> new PGDataSourceFactory());
    }

    @Override
    protected Optional<Registry> openSecond() throws Exception {
        return Optional.of(open());
    }

    @Override
    protected void close(Registry open) {
        ((JdbcRegistry) open).close();
    }

    @Test
    void aDatabaseThatGoesAwayInATransactionIsNamedAndNothingIsLost() throws Exception {
        registry.put(path("/kept"), text("before"));
        RegistryTransaction transaction = registry.begin();
        registry.put(path("/kept"), text("after"));

        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()");

        refused(Kind.UNAVAILABLE, () -> registry.put(path("/kept"), text("more")));
        refused(Kind.UNAVAILABLE, transaction::commit);
        try (var content = registry.content(path("/kept"))) {
            assertEquals("before", new String(content.readAllBytes()));
        }
        registry.put(path("/kept"), text("again"));
    }
}
