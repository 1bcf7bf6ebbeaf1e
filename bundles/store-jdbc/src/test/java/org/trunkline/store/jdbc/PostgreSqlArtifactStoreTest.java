package org.trunkline.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.osgi.PGDataSourceFactory;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.testkit.ArtifactStoreContract;

/** The contract on a PostgreSQL that the test starts; left out, with the reason, where none can be started. */
class PostgreSqlArtifactStoreTest extends ArtifactStoreContract {

    private static EmbeddedPostgres server;

    private final String schema = newSchema();

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
            System.out.println("PostgreSqlArtifactStoreTest is left out: no PostgreSQL starts here: " + e);
            assumeTrue(false, "no PostgreSQL starts here: " + e);
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static String newSchema() {
        return "s" + UUID.randomUUID().toString().replace("-", "");
    }

    private static JdbcStoreSettings settings(String schema, String password) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        }
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?currentSchema=" + schema;
        return JdbcStoreSettings.of(DatabaseType.POSTGRESQL, url, "postgres", password);
    }

    private static JdbcArtifactStore store(JdbcStoreSettings settings) {
        return new JdbcArtifactStore(settings, type -> new PGDataSourceFactory());
    }

    @Override
    protected ArtifactStore open() throws Exception {
        return store(settings(schema, "postgres"));
    }

    @Override
    protected Optional<ArtifactStore> openSecond() throws Exception {
        return Optional.of(open());
    }

    @Override
    protected Optional<ArtifactStore> openKeeping(int states) throws Exception {
        return Optional.of(store(settings(newSchema(), "postgres").history(states)));
    }

    @Override
    protected void close(ArtifactStore open) {
        ((JdbcArtifactStore) open).close();
    }

    @Override
    protected boolean damage(ArtifactKey key) throws Exception {
        String sql = "UPDATE " + schema
                + ".trunkline_version SET body = '\\x00ff' WHERE version_no = (SELECT current_no FROM " + schema
                + ".trunkline_artifact WHERE label = ? AND id = ?)";
        try (Connection connection = server.getPostgresDatabase().getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, key.label());
            update.setString(2, key.id());
            assertEquals(1, update.executeUpdate());
        }
        return true;
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/nowhere";
        try (JdbcArtifactStore store =
                store(JdbcStoreSettings.of(DatabaseType.POSTGRESQL, url, "postgres", "postgres"))) {
            ArtifactStoreException e = assertThrows(ArtifactStoreException.class, store::head);

            assertEquals(Kind.REJECTED, e.kind(), e.getMessage());
        }
    }
}
