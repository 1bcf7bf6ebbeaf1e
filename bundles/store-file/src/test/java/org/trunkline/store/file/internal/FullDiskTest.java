package org.trunkline.store.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;
import org.trunkline.sync.testkit.Cursors;

/** A disk that is full or may not be written: whatever the step at which it says so, nothing stored is lost. */
class FullDiskTest {

    @TempDir
    private Path directory;

    /** Fails at one step, and at every step after it, until it has room again. */
    private static final class FullDisk implements Disk {

        private final Disk real = new LocalDisk();
        private int stepsLeft = Integer.MAX_VALUE;

        void fullAfter(int steps) {
            stepsLeft = steps;
        }

        void hasRoom() {
            stepsLeft = Integer.MAX_VALUE;
        }

        private boolean takesStep() {
            if (stepsLeft == 0) {
                return false;
            }
            stepsLeft--;
            return true;
        }

        @Override
        public void write(Path newFile, byte[] content) throws IOException {
            if (!takesStep()) {
                // as a real disk does it: some bytes are there, and then no more
                Files.write(newFile, new byte[content.length / 2]);
                throw new IOException("No space left on device");
            }
            real.write(newFile, content);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            if (!takesStep()) {
                throw new IOException("No space left on device");
            }
            real.move(from, to);
        }

        @Override
        public void force(Path path) throws IOException {
            if (!takesStep()) {
                throw new IOException("No space left on device");
            }
            real.force(path);
        }
    }

    @Test
    void atWhateverStepTheDiskIsFullNothingStoredIsLostAndALaterWriteWorks() throws Exception {
        FullDisk disk = new FullDisk();
        try (FileArtifactStore store = new FileArtifactStore(Stores.settings(directory), disk, Duration.ofHours(1))) {
            store.write(List.of(Stores.publish(Stores.PIZZA, "kept"), Stores.publish(Stores.WEATHER, "kept")));
            boolean stored = false;
            int steps = 0;
            while (!stored) {
                Revision before = store.head();
                Artifact pizza = store.read(Stores.PIZZA).orElseThrow();
                List<ArtifactWrite> batch = List.of(
                        Stores.publish(Stores.PIZZA, "pizza " + steps),
                        Stores.publish(Stores.WEATHER, "rain " + steps));
                disk.fullAfter(steps);
                try {
                    store.write(batch);
                    stored = true;
                } catch (ArtifactStoreException e) {
                    assertTellsWhatHappened(e);
                    if (e.getMessage().contains("Nothing was changed")) {
                        assertEquals(before, store.head());
                        assertEquals(pizza, store.read(Stores.PIZZA).orElseThrow());
                    }
                    disk.hasRoom();
                    assertBothOrNone(store);
                    try (FileArtifactStore other = Stores.open(directory)) {
                        assertBothOrNone(other);
                    }
                    Revision later = store.write(batch);
                    assertEquals(later, store.head());
                    assertEquals(
                            batch.get(0).body(),
                            store.read(Stores.PIZZA).orElseThrow().body());
                }
                steps++;
            }
            assertTrue(steps > 10, "the batch took " + steps + " steps only: was every step failed once?");
            assertEquals(0, files(new Layout(directory).temporary()), "half files were left");
        }
    }

    private static void assertTellsWhatHappened(ArtifactStoreException e) {
        assertEquals(Kind.UNAVAILABLE, e.kind());
        assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
        assertTrue(e.getMessage().contains("a batch of 2 artifacts"), e.getMessage());
    }

    private static void assertBothOrNone(FileArtifactStore store) throws ArtifactStoreException {
        var held = Cursors.artifacts(store.snapshot(Set.of(Stores.LABEL), store.head()));
        assertEquals(Set.of(Stores.PIZZA, Stores.WEATHER), held.keySet());
        assertEquals(
                held.get(Stores.PIZZA).info().revision(),
                held.get(Stores.WEATHER).info().revision());
    }

    private static long files(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.count();
        }
    }

    @Test
    void aDirectoryThatMayNotBeWrittenIsReadAndNamed() throws Exception {
        try (FileArtifactStore store = Stores.open(directory)) {
            store.write(List.of(Stores.publish(Stores.PIZZA, "kept")));
            setPermissions("r-xr-xr-x");
            try {
                boolean writable = Files.isWritable(directory);
                if (writable) {
                    System.out.println("FullDiskTest: skipped, this user may write read-only directories (root)");
                }
                assumeFalse(writable);

                ArtifactStoreException e = assertThrows(
                        ArtifactStoreException.class, () -> store.write(List.of(Stores.publish(Stores.PIZZA, "new"))));

                assertEquals(Kind.REJECTED, e.kind());
                assertTrue(e.getMessage().contains(directory.toString()), e.getMessage());
                assertEquals(
                        "kept", store.read(Stores.PIZZA).orElseThrow().body().asText());
            } finally {
                setPermissions("rwxr-xr-x");
            }
            store.write(List.of(Stores.publish(Stores.PIZZA, "later")));
            assertEquals("later", store.read(Stores.PIZZA).orElseThrow().body().asText());
        }
    }

    private void setPermissions(String permissions) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : (Iterable<Path>) all.filter(Files::isDirectory)::iterator) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(permissions));
            }
        }
    }

    @Test
    void aFileWhereTheDirectoryShouldBeIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        try (FileArtifactStore store = Stores.open(file)) {
            ArtifactStoreException e = assertThrows(ArtifactStoreException.class, store::head);

            assertEquals(Kind.UNAVAILABLE, e.kind());
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            assertFalse(Files.isDirectory(file));
        }
    }
}
