package org.trunkline.store.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.Revision;
import org.trunkline.sync.testkit.Cursors;

/** What is collected, and above all what is not. */
class CollectorTest {

    private static final Duration GRACE = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private Layout layout;
    private FileArtifactStore store;

    @BeforeEach
    void openWithAHistoryOfTwoStates() {
        layout = new Layout(directory);
        store = open(new LocalDisk());
    }

    private FileArtifactStore open(Disk disk) {
        return new FileArtifactStore(new FileStoreSettings(directory, 2, Duration.ofSeconds(1), true), disk, GRACE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nodesOfEarlierHeadsAndBodiesOfForgottenStatesGo() throws Exception {
        for (int i = 0; i < 10; i++) {
            store.write(List.of(Stores.publish(Stores.PIZZA, "state " + i)));
        }
        assertEquals(10, nodes());

        store.collect();
        assertEquals(1, nodes());
        assertTrue(Files.exists(body("state 0")), "the grace of a reader has not begun yet");
        store.collect();
        assertTrue(Files.exists(body("state 0")), "the grace of a reader has not passed yet");
        letTheGracePass();
        store.collect();

        assertFalse(Files.exists(body("state 0")));
        assertFalse(Files.exists(body("state 7")));
        assertEquals("state 9", store.read(Stores.PIZZA).orElseThrow().body().asText());
        Revision earlier = store.history(Stores.PIZZA, 2).get(1).revision();
        assertEquals(
                "state 8",
                store.read(Stores.PIZZA, earlier).orElseThrow().body().asText());
    }

    @Test
    void aBodyThatIsNamedAgainStays() throws Exception {
        for (String state : List.of("comes back", "b", "c")) {
            store.write(List.of(Stores.publish(Stores.PIZZA, state)));
        }
        store.collect();
        store.write(List.of(Stores.publish(Stores.WEATHER, "comes back")));
        letTheGracePass();

        store.collect();

        assertEquals(
                "comes back", store.read(Stores.WEATHER).orElseThrow().body().asText());
    }

    @Test
    void aBodyThatIsCollectedBeforeItsWriterHasTheLockIsStoredAgain() throws Exception {
        for (String state : List.of("comes back", "b", "c")) {
            store.write(List.of(Stores.publish(Stores.PIZZA, state)));
        }
        store.collect();
        letTheGracePass();
        Path comingBack = body("comes back");
        // the writer has found its body there, made sure of its name, and does not have the lock yet
        Disk collectedMeanwhile = new DiskWithGuest(() -> {
            store.collect();
            assertFalse(Files.exists(comingBack), "the body was not collected, so nothing is tested");
        });

        try (FileArtifactStore second = open(collectedMeanwhile)) {
            second.write(List.of(Stores.publish(Stores.WEATHER, "comes back")));
        }

        assertEquals(
                "comes back", store.read(Stores.WEATHER).orElseThrow().body().asText());
    }

    @Test
    void aReaderOfAnEarlierSnapshotHasTheGraceAndIsThenToldThatItIsTooLate() throws Exception {
        Revision head =
                store.write(List.of(Stores.publish(Stores.PIZZA, "old"), Stores.publish(Stores.WEATHER, "old too")));
        try (ArtifactCursor inTime = store.snapshot(Set.of(Stores.LABEL), head);
                ArtifactCursor tooLate = store.snapshot(Set.of(Stores.LABEL), head)) {
            for (int i = 0; i < 3; i++) {
                store.write(List.of(Stores.publish(Stores.PIZZA, "new " + i)));
            }
            store.collect();
            store.collect();
            assertEquals("old", inTime.next().orElseThrow().artifact().body().asText());
            letTheGracePass();
            store.collect();

            ArtifactStoreException e = assertThrows(ArtifactStoreException.class, tooLate::next);

            assertEquals(Kind.CONFLICT, e.kind());
            assertTrue(e.getMessage().contains("no longer kept"), e.getMessage());
        }
    }

    @Test
    void readersNeverMissANodeWhileWritesAndCollectionsGoOn() throws Exception {
        store.write(List.of(Stores.publish(Stores.PIZZA, "0")));
        Thread writer = new Thread(() -> {
            try (FileArtifactStore own = open(new LocalDisk())) {
                for (int i = 1; i <= 30; i++) {
                    own.write(List.of(Stores.publish(Stores.PIZZA, "" + i)));
                    own.collect();
                }
            } catch (ArtifactStoreException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        int last = 0;
        while (writer.isAlive()) {
            int seen = Integer.parseInt(
                    store.read(Stores.PIZZA).orElseThrow().body().asText());
            assertTrue(seen >= last, seen + " after " + last);
            last = seen;
        }
        writer.join();

        assertEquals("30", store.read(Stores.PIZZA).orElseThrow().body().asText());
        assertEquals(
                1,
                Cursors.entries(store.snapshot(Set.of(Stores.LABEL), store.head()))
                        .size());
    }

    @Test
    void whatAKilledWriterLeftGoesAfterTheGrace() throws Exception {
        store.write(List.of(Stores.publish(Stores.PIZZA, "x")));
        Path fresh = Files.writeString(layout.temporary().resolve("fresh"), "half a bo");
        Path old = Files.writeString(layout.temporary().resolve("old"), "half a bo");
        age(old);

        store.collect();

        assertFalse(Files.exists(old));
        assertTrue(Files.exists(fresh));
    }

    /** Lets somebody else do something behind the first time that names are made durable. */
    private static final class DiskWithGuest implements Disk {

        private final Disk real = new LocalDisk();
        private final AtomicReference<Runnable> guest;

        DiskWithGuest(Runnable guest) {
            this.guest = new AtomicReference<>(guest);
        }

        @Override
        public void write(Path newFile, byte[] content) throws IOException {
            real.write(newFile, content);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            real.move(from, to);
        }

        @Override
        public void force(Path forced) throws IOException {
            real.force(forced);
            guest.getAndSet(() -> {}).run();
        }
    }

    private Path body(String content) {
        return layout.body(ArtifactBody.of(content).sha256());
    }

    private long nodes() throws IOException {
        try (Stream<Path> files = Files.list(layout.nodes())) {
            return files.count();
        }
    }

    private void letTheGracePass() throws IOException {
        age(layout.condemned());
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(GRACE).minusSeconds(60)));
    }
}
