package org.trunkline.registry.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Dialect;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.testkit.InMemoryRegistry;

/** Kills the process that writes, again and again, and looks whether the last committed state is there, and nothing else. */
class H2KilledWriterTest {

    private static final int KILLS = 50;
    private static final RegistryPath COUNTER = RegistryPath.of("/counter");

    @TempDir
    Path directory;

    private static long count(Registry registry) throws Exception {
        if (registry.find(COUNTER).isEmpty()) {
            return 0;
        }
        try (InputStream content = registry.content(COUNTER)) {
            return Long.parseLong(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Some work in a transaction that counts itself. */
    private static void work(Registry registry, long seed, long number) throws Exception {
        try (RegistryTransaction transaction = registry.begin()) {
            for (int step = 0; step < 4; step++) {
                RandomWork.step(registry, seed + 10 * number + step);
            }
            registry.put(COUNTER, RandomWork.counter(number));
            transaction.commit();
        }
    }

    /** The process that is killed: it says which work is committed, and the registry's revision with it. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            try (JdbcRegistry registry = H2.open(Path.of(arguments[0]))) {
                long seed = Long.parseLong(arguments[1]);
                for (long number = count(registry) + 1; ; number++) {
                    work(registry, seed, number);
                    System.out.println(number + " " + registry.revision());
                    System.out.flush();
                }
            }
        }
    }

    @Test
    void fiftyKillsLeaveTheLastCommittedState() throws Exception {
        long seed = new Random().nextLong() >> 8;
        System.out.println("H2KilledWriterTest: kills with seed " + seed);
        Random random = new Random(seed);
        Registry model = new InMemoryRegistry();
        long done = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            String at = "kill " + kill + " with seed " + seed;
            String[] acknowledged = writeUntilKilled(seed, 1 + random.nextInt(12), random.nextInt(5_000_000));
            try (JdbcRegistry registry = H2.open(directory)) {
                long count = count(registry);
                long last = Long.parseLong(acknowledged[0]);
                assertTrue(
                        count == last || count == last + 1,
                        at + ": " + last + " were acknowledged, there are " + count);
                assertTrue(registry.revision() >= Long.parseLong(acknowledged[1]), at);
                while (done < count) {
                    work(model, seed, ++done);
                }
                assertEquals(RandomWork.shown(model), RandomWork.shown(registry), at);
                requireSoundTables(at);
                if (kill % 10 == 0) {
                    registry.collect();
                    requireSoundTables(at);
                    assertEquals(0, rows("SELECT COUNT(*) FROM trunkline_reg_node WHERE parent_no = 0"), at);
                    assertEquals(RandomWork.shown(model), RandomWork.shown(registry), at);
                }
            }
        }
    }

    private String[] writeUntilKilled(long seed, int acknowledgements, int nanosLater) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        absoluteClassPath(),
                        Writer.class.getName(),
                        directory.toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = writer.inputReader()) {
            String last = null;
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                if (++count == acknowledgements) {
                    long moment = System.nanoTime() + nanosLater;
                    while (System.nanoTime() < moment) {
                        Thread.onSpinWait();
                    }
                    // by its handle: the process itself would close the stream with what was acknowledged
                    writer.toHandle().destroyForcibly();
                }
            }
            assertTrue(count >= acknowledgements, "the writer ended by itself");
            return last.split(" ");
        } finally {
            writer.destroyForcibly().onExit().join();
        }
    }

    private static String absoluteClassPath() {
        StringBuilder path = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.append(Path.of(entry).toAbsolutePath()).append(File.pathSeparator);
        }
        return path.toString();
    }

    private long rows(String count) throws Exception {
        String url = Dialect.of(DatabaseType.H2)
                .completed(H2.in(directory).database().url());
        try (Connection connection = DriverManager.getConnection(url, "trunkline", "s3cret");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(count)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void requireSoundTables(String at) throws Exception {
        String nodes = "SELECT node_no FROM trunkline_reg_node";
        assertEquals(
                0,
                rows("SELECT COUNT(*) FROM trunkline_reg_node WHERE parent_no > 0 AND parent_no NOT IN (" + nodes
                        + ")"),
                at + ": rows without a parent");
        for (String table : new String[] {"property", "comment", "tag", "rating", "service", "version"}) {
            assertEquals(
                    0,
                    rows("SELECT COUNT(*) FROM trunkline_reg_" + table + " WHERE node_no NOT IN (" + nodes + ")"),
                    at + ": left in " + table);
        }
        for (String table : new String[] {"node", "version_node"}) {
            assertEquals(
                    0,
                    rows("SELECT COUNT(*) FROM trunkline_reg_" + table
                            + " WHERE sha256 IS NOT NULL AND sha256 NOT IN (SELECT sha256 FROM trunkline_reg_content)"),
                    at + ": content that " + table + " has lost");
        }
        assertEquals(
                0,
                rows(
                        "SELECT COUNT(*) FROM trunkline_reg_content WHERE sha256 NOT IN (SELECT sha256 FROM trunkline_reg_node"
                                + " WHERE sha256 IS NOT NULL) AND sha256 NOT IN (SELECT sha256 FROM trunkline_reg_version_node WHERE"
                                + " sha256 IS NOT NULL) AND sha256 NOT IN (SELECT sha256 FROM trunkline_reg_idle)"),
                at + ": content that nobody will collect");
    }
}
