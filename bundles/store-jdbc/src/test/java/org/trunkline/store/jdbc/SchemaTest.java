package org.trunkline.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.Revision;

class SchemaTest {

    private static final long WORTH_COMPACTING = 17L << 20;

    @TempDir
    Path directory;

    @Test
    void tablesOfANewerTrunklineAreRefusedAndLeftAlone() throws Exception {
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS)) {
            store.write(List.of(Samples.publish("pizza", "kept")));
        }
        H2.execute(H2.in(directory), "INSERT INTO trunkline_schema (step_no, applied_at) VALUES (99, 0)");

        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS)) {
            ArtifactStoreException e = assertThrows(ArtifactStoreException.class, store::head);
            assertEquals(Kind.REJECTED, e.kind());
            assertTrue(e.getMessage().contains("version 99"), e.getMessage());
            assertTrue(e.getMessage().contains("start the newer Trunkline"), e.getMessage());
        }

        H2.execute(H2.in(directory), "DELETE FROM trunkline_schema WHERE step_no = 99");
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS)) {
            assertEquals(
                    "kept",
                    store.read(Samples.key("pizza")).orElseThrow().body().asText());
        }
    }

    @Test
    void aHealthyDatabaseIsOneFile() throws Exception {
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS)) {
            store.write(List.of(Samples.publish("pizza", "stored")));
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void spaceThatIsNoLongerUsedIsGivenBackAtTheNextStart() throws Exception {
        Path file;
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory).history(1), H2.DRIVERS)) {
            store.head();
            file = onlyFile();
            for (int edition = 0; edition < 5_000 && Files.size(file) < WORTH_COMPACTING; edition++) {
                store.write(List.of(Samples.publish("pizza", "edition " + edition)));
            }
            assertTrue(Files.size(file) >= WORTH_COMPACTING, "it is not worth compacting: " + Files.size(file));
            store.write(List.of(Samples.publish("pizza", "the last one")));
        }
        long grown = Files.size(file);

        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory).history(1), H2.DRIVERS)) {
            assertEquals(
                    "the last one",
                    store.read(Samples.key("pizza")).orElseThrow().body().asText());
        }

        assertTrue(Files.size(onlyFile()) < grown / 10, grown + " bytes became " + Files.size(onlyFile()));
    }

    private Path onlyFile() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void aStepThatWasCutOffIsDoneAgain() throws Exception {
        JdbcStoreSettings settings = H2.in(directory);
        H2.execute(settings, "CREATE TABLE trunkline_schema (step_no INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)");
        H2.execute(
                settings,
                "CREATE TABLE trunkline_head (head_no INTEGER NOT NULL PRIMARY KEY, store_id VARCHAR(16) NOT NULL,"
                        + " revision_no BIGINT NOT NULL, writer_no INTEGER NOT NULL, floor_no BIGINT NOT NULL)");

        try (JdbcArtifactStore store = new JdbcArtifactStore(settings, H2.DRIVERS)) {
            store.write(List.of(Samples.publish("pizza", "stored")));
            assertEquals(1, Samples.published(store).size());
        }
    }

    @Test
    void storesThatAreOpenedAtTheSameMomentAgreeOnOneDatabase() throws Exception {
        int stores = 6;
        ExecutorService threads = Executors.newFixedThreadPool(stores);
        List<JdbcArtifactStore> opened = new ArrayList<>();
        try {
            CyclicBarrier start = new CyclicBarrier(stores);
            List<Future<Revision>> heads = new ArrayList<>();
            for (int i = 0; i < stores; i++) {
                JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS);
                opened.add(store);
                heads.add(threads.submit(() -> {
                    start.await();
                    return store.head();
                }));
            }
            for (Future<Revision> head : heads) {
                assertEquals(heads.get(0).get(), head.get());
            }
        } finally {
            threads.shutdownNow();
            opened.forEach(JdbcArtifactStore::close);
        }
    }
}
