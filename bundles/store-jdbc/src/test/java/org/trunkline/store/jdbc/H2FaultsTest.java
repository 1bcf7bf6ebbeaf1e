package org.trunkline.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** Each thing that can be wrong with a database gets one clear error, and costs nothing that is stored. */
class H2FaultsTest {

    @TempDir
    Path directory;

    private ArtifactStoreException failure(Kind kind, JdbcArtifactStore store, ArtifactWrite write) {
        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store.write(List.of(write)));
        assertEquals(kind, e.kind(), e.getMessage());
        assertTrue(e.getMessage().contains(write.key().toString()), "what was asked: " + e.getMessage());
        assertTrue(e.getMessage().contains("jdbc:h2:"), "of what: " + e.getMessage());
        assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
        return e;
    }

    private static void assertSays(String words, ArtifactStoreException e) {
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    private JdbcArtifactStore faulty() {
        FaultyFileSystem.install();
        String url = "jdbc:h2:" + FaultyFileSystem.SCHEME + ":" + directory.resolve("artifacts");
        return new JdbcArtifactStore(H2.at(url), H2.DRIVERS);
    }

    @Test
    void aFullDiskIsNamedAndTheStoreGoesOnWhenThereIsSpaceAgain() throws Exception {
        try (JdbcArtifactStore store = faulty()) {
            store.write(List.of(Samples.publish("pizza", "kept")));

            FaultyFileSystem.full(true);
            ArtifactStoreException e = failure(Kind.UNAVAILABLE, store, Samples.publish("pizza", "no space"));
            FaultyFileSystem.full(false);

            assertSays("Free space on the disk", e);
            store.write(List.of(Samples.publish("weather", "space again")));
            assertEquals(2, Samples.published(store).size());
        }
    }

    @Test
    void aReadOnlyDiskIsNamedAndWhatIsStoredCanBeRead() throws Exception {
        try (JdbcArtifactStore store = faulty()) {
            store.write(List.of(Samples.publish("pizza", "kept")));
        }
        FaultyFileSystem.readOnly(true);
        String url = "jdbc:h2:" + FaultyFileSystem.SCHEME + ":" + directory.resolve("artifacts");
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.at(url), H2.DRIVERS)) {
            assertEquals(
                    "kept",
                    store.read(Samples.key("pizza")).orElseThrow().body().asText());
            assertSays("right to write", failure(Kind.REJECTED, store, Samples.publish("pizza", "refused")));
        } finally {
            FaultyFileSystem.readOnly(false);
        }
    }

    @Test
    void aWrongPasswordIsNamedWithItsUserAndWithoutItself() throws Exception {
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS)) {
            store.write(List.of(Samples.publish("pizza", "kept")));
        }
        String url = H2.in(directory).url();
        JdbcStoreSettings wrong = JdbcStoreSettings.of(DatabaseType.H2, url, "trunkline", "s3cret-but-wrong");
        try (JdbcArtifactStore store = new JdbcArtifactStore(wrong, H2.DRIVERS)) {
            assertSays(
                    "username (trunkline) and password", failure(Kind.REJECTED, store, Samples.publish("pizza", "x")));
        }
    }

    @Test
    void aDamagedFileIsNamedAndLeftAsItIs() throws Exception {
        Path file = directory.resolve("artifacts.mv.db");
        byte[] garbage =
                "this is not a database, but somebody put it here".repeat(500).getBytes("UTF-8");
        Files.write(file, garbage);
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS)) {
            assertSays("The database is damaged", failure(Kind.REJECTED, store, Samples.publish("pizza", "x")));
        }
        assertArrayEquals(garbage, Files.readAllBytes(file));
    }

    /** The other process: it opens the store, says so, and stays until it is ended. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(Path.of(arguments[0])), H2.DRIVERS)) {
                store.write(List.of(Samples.publish("pizza", "of the owner")));
                System.out.println("open");
                System.out.flush();
                System.in.read();
            }
        }
    }

    @Test
    void aFileOfAnotherProcessIsNamedAndTakenOverWhenThatEnds() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        absoluteClassPath(),
                        Owner.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS)) {
            assertEquals('o', owner.getInputStream().read());

            assertSays(
                    "Another process owns the file", failure(Kind.UNAVAILABLE, store, Samples.publish("pizza", "x")));

            owner.getOutputStream().close();
            assertTrue(owner.waitFor(30, TimeUnit.SECONDS));
            assertEquals(
                    "of the owner",
                    store.read(Samples.key("pizza")).orElseThrow().body().asText());
        } finally {
            owner.destroyForcibly().onExit().join();
        }
    }

    private static String absoluteClassPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    @Test
    void aWriterThatIsKeptOutTooLongIsToldToTryAgain() throws Exception {
        JdbcStoreSettings settings = H2.at(H2.in(directory).url() + ";LOCK_TIMEOUT=20");
        try (JdbcArtifactStore store = new JdbcArtifactStore(settings, H2.DRIVERS)) {
            store.write(List.of(Samples.publish("pizza", "kept")));
            try (Connection other = H2.connection(settings)) {
                other.setAutoCommit(false);
                other.createStatement().execute("SELECT * FROM trunkline_head FOR UPDATE");

                assertSays(
                        "Other writers were in the way",
                        failure(Kind.UNAVAILABLE, store, Samples.publish("pizza", "x")));
                assertEquals(
                        "kept",
                        store.read(Samples.key("pizza")).orElseThrow().body().asText());
            }
            store.write(List.of(Samples.publish("pizza", "now")));
        }
    }

    @Test
    void aNameThatDoesNotFitIsRefused() throws Exception {
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS)) {
            ArtifactWrite write = ArtifactWrite.of(
                    Samples.key("pizza"),
                    Instruction.PUBLISH,
                    ApiIdentity.of("n".repeat(600), "1.0.0", "carbon.super"),
                    ArtifactBody.of("{}"));

            assertSays("Shorten", failure(Kind.REJECTED, store, write));
        }
    }

    @Test
    void anInterruptedWriterDoesNotTakeTheDatabaseFromTheOthers() throws Exception {
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS)) {
            store.head();
            AtomicBoolean stop = new AtomicBoolean();
            Thread interrupted = new Thread(() -> {
                for (int i = 0; !stop.get(); i++) {
                    try {
                        store.write(List.of(Samples.publish("interrupted", "" + i)));
                    } catch (ArtifactStoreException e) {
                        // the one who is interrupted may be refused, nobody else
                        Thread.interrupted();
                    }
                }
            });
            interrupted.start();
            try {
                for (int i = 0; i < 100; i++) {
                    interrupted.interrupt();
                    store.write(List.of(Samples.publish("pizza", "" + i)));
                }
            } finally {
                stop.set(true);
                interrupted.join();
            }
            assertEquals(
                    "99", store.read(Samples.key("pizza")).orElseThrow().body().asText());
        }
    }

    @Test
    void aClosedStoreSaysSo() throws Exception {
        JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS);
        store.close();
        store.close();

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, store::head);

        assertEquals(Kind.UNAVAILABLE, e.kind());
        assertSays("is closed", e);
    }
}
