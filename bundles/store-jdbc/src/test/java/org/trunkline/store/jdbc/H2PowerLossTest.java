package org.trunkline.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Revision;

/** What a durable store has acknowledged is on the disk: the machine may lose its power at any moment. */
class H2PowerLossTest {

    private static final int WRITERS = 3;
    private static final int ROUNDS = 4;

    @TempDir
    Path directory;

    @Test
    void aLossOfPowerCostsNothingAcknowledgedAndTearsNothing() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("H2PowerLossTest: cuts with seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            try {
                cutAndCheck(random, directory.resolve("round" + round));
            } catch (AssertionError | Exception e) {
                throw new AssertionError("Failed with seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private void cutAndCheck(Random random, Path place) throws Exception {
        Path survivor = place.resolve("survivor/artifacts.mv.db");
        java.nio.file.Files.createDirectories(survivor.getParent());
        FaultyFileSystem.install();
        FaultyFileSystem.keepSurvivor(survivor);
        Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
        Map<String, Integer> certain;
        JdbcStoreSettings settings = H2.at("jdbc:h2:" + FaultyFileSystem.SCHEME + ":" + place.resolve("artifacts"));
        try (JdbcArtifactStore store = new JdbcArtifactStore(settings, H2.DRIVERS)) {
            int writes = 5 + random.nextInt(40);
            CountDownLatch enough = new CountDownLatch(writes);
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            try {
                List<Future<?>> writers = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    String name = "writer" + writer;
                    writers.add(threads.submit(() -> write(store, name, 2 * writes, acknowledged, enough)));
                }
                assertTrue(enough.await(60, TimeUnit.SECONDS), "the writers do not get on");
                certain = Map.copyOf(acknowledged);
                FaultyFileSystem.cutPower(random);
                for (Future<?> writer : writers) {
                    writer.get(60, TimeUnit.SECONDS);
                }
            } finally {
                threads.shutdownNow();
            }
        }
        check(survivor.getParent(), certain);
    }

    private static Void write(
            JdbcArtifactStore store, String name, int writes, Map<String, Integer> acknowledged, CountDownLatch enough)
            throws Exception {
        for (int i = 1; i <= writes; i++) {
            // two keys of one batch, so that a torn one is seen
            store.write(List.of(Samples.publish(name, "" + i), Samples.publish(name + "-twin", "" + i)));
            acknowledged.put(name, i);
            enough.countDown();
        }
        return null;
    }

    private static void check(Path survivor, Map<String, Integer> certain) throws Exception {
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(survivor), H2.DRIVERS)) {
            TreeMap<ArtifactKey, Artifact> held = Samples.published(store);
            certain.forEach((name, number) -> {
                int found = Integer.parseInt(held.get(Samples.key(name)).body().asText());
                assertTrue(found >= number, name + " was acknowledged " + number + " and is " + found);
                assertEquals(
                        "" + found, held.get(Samples.key(name + "-twin")).body().asText(), "half a batch");
            });
            store.write(List.of(Samples.publish("after", "the cut")));
        }
    }

    @Test
    void aRevisionThatWasLostIsNotTakenForTheOneThatCameInItsPlace() throws Exception {
        Path backup = directory.resolve("backup/artifacts.mv.db");
        java.nio.file.Files.createDirectories(backup.getParent());
        Revision before;
        Revision lost;
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS)) {
            before = store.write(List.of(Samples.publish("pizza", "before")));
            java.nio.file.Files.copy(directory.resolve("artifacts.mv.db"), backup);
            lost = store.write(List.of(Samples.publish("pizza", "lost")));
        }

        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(backup.getParent()), H2.DRIVERS)) {
            assertEquals(before, store.head());
            assertEquals(Optional.empty(), store.changes(Set.of(Samples.LABEL), lost, store.head()));
            Revision instead = store.write(List.of(Samples.publish("pizza", "instead")));

            assertNotEquals(lost, instead);
            assertEquals(Optional.empty(), store.changes(Set.of(Samples.LABEL), lost, instead));
            assertTrue(store.changes(Set.of(Samples.LABEL), before, instead).isPresent());
        }
    }
}
