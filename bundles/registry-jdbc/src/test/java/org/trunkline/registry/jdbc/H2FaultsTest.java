package org.trunkline.registry.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Dialect;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;

/** Each thing that can be wrong gets one clear error, and costs nothing that is kept. */
class H2FaultsTest {

    private static final RegistryPath A = RegistryPath.of("/a");

    @TempDir
    Path directory;

    private static void refused(Kind kind, String says, Executable call) {
        RegistryException e = assertThrows(RegistryException.class, call);
        assertEquals(kind, e.kind(), e.getMessage());
        assertTrue(e.getMessage().contains(says), e.getMessage());
        assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
    }

    private static ResourceDraft bytes(byte... content) {
        return ResourceDraft.resource().content(ResourceContent.of(content));
    }

    private Connection past() throws Exception {
        String url = Dialect.of(DatabaseType.H2)
                .completed(H2.in(directory).database().url());
        return DriverManager.getConnection(url, "trunkline", "s3cret");
    }

    private long rows(String table) throws Exception {
        try (Connection connection = past();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM trunkline_reg_" + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aDatabaseThatGoesAwayInATransactionIsNamedAndNothingIsLost() throws Exception {
        try (JdbcRegistry registry = H2.open(directory)) {
            registry.put(A, bytes((byte) 1));
            RegistryTransaction transaction = registry.begin();
            registry.put(A, bytes((byte) 2));
            try (Connection connection = past();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN IMMEDIATELY");
            }

            refused(Kind.UNAVAILABLE, "Check that the database runs", () -> registry.put(A, bytes((byte) 3)));
            refused(Kind.UNAVAILABLE, "Check that the database runs", transaction::commit);
            try (InputStream content = registry.content(A)) {
                assertEquals(1, content.read());
            }
            registry.put(A, bytes((byte) 4));
        }
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        Files.writeString(directory.resolve("registry.mv.db"), "this is not a database".repeat(1000));
        try (JdbcRegistry registry = H2.open(directory)) {
            refused(Kind.UNAVAILABLE, "The database is damaged", () -> registry.get(A));
        }
    }

    @Test
    void aClosedRegistrySaysSo() {
        JdbcRegistry registry = H2.open(directory);
        registry.close();
        registry.close();
        refused(Kind.UNAVAILABLE, "is closed", () -> registry.get(A));
    }

    @Test
    void contentOverTheLimitIsRefused() throws Exception {
        try (JdbcRegistry registry = new JdbcRegistry(H2.in(directory).maxContent(100_000), H2.DRIVERS)) {
            registry.put(A, bytes(new byte[100_000]));
            refused(Kind.REFUSED, "over the limit", () -> registry.put(A, bytes(new byte[100_001])));
            assertEquals(100_000, registry.get(A).content().orElseThrow().size());
        }
    }

    @Test
    void textsThatNoDatabaseKeepsAreRefused() throws Exception {
        try (JdbcRegistry registry = H2.open(directory)) {
            refused(
                    Kind.REFUSED,
                    "U+0000",
                    () -> registry.put(A, ResourceDraft.resource().description("a\0b")));
            refused(
                    Kind.REFUSED,
                    "surrogate",
                    () -> registry.put(A, ResourceDraft.resource().description("a\ud800b")));
            refused(
                    Kind.REFUSED,
                    "255",
                    () -> registry.put(A, ResourceDraft.resource().mediaType("x".repeat(300))));
        }
    }

    @Test
    void theTransactionOfAThreadThatDiedIsEnded() throws Exception {
        try (JdbcRegistry registry = H2.open(directory)) {
            Thread dying = new Thread(() -> {
                try {
                    registry.begin();
                    registry.put(A, bytes((byte) 1));
                } catch (RegistryException e) {
                    throw new IllegalStateException(e);
                }
            });
            dying.start();
            dying.join();

            registry.put(RegistryPath.of("/b"), bytes((byte) 2));
            assertFalse(registry.find(A).isPresent());
        }
    }

    @Test
    void whatNobodyRefersToIsCollectedAlsoAfterARestart() throws Exception {
        byte[] large = new byte[500_000];
        new Random(1).nextBytes(large);
        try (JdbcRegistry registry = H2.open(directory)) {
            for (int i = 0; i < 300; i++) {
                registry.put(RegistryPath.of("/t/c" + i % 7 + "/r" + i), bytes((byte) i, (byte) 7));
            }
            registry.put(RegistryPath.of("/t/large"), bytes(large));
            registry.createVersion(RegistryPath.of("/t"));
            registry.tag(RegistryPath.of("/t/large"), "x");
            registry.put(A, bytes((byte) 1, (byte) 7));
            registry.delete(RegistryPath.of("/t"));
        }
        try (JdbcRegistry registry = H2.open(directory)) {
            registry.collect();
            assertEquals(2, rows("node"));
            assertEquals(1, rows("content"), "the content that /a shares with what was deleted");
            for (String table : new String[] {"content_part", "version", "version_node", "tag", "idle"}) {
                assertEquals(0, rows(table), table);
            }
            assertEquals(2, registry.get(A).content().orElseThrow().size());
        }
    }

    @Test
    void equalContentIsKeptOnce() throws Exception {
        try (JdbcRegistry registry = H2.open(directory)) {
            byte[] large = new byte[500_000];
            registry.put(A, bytes(large));
            registry.put(RegistryPath.of("/b"), bytes(large));
            registry.copy(A, RegistryPath.of("/c"));
            assertEquals(1, rows("content"));
            assertEquals(2, rows("content_part"));
        }
    }
}
