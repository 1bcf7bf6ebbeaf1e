package org.trunkline.store.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactStoreException;

class WriteLockTest {

    @TempDir
    private Path directory;

    @Test
    void oneHolderAtATimeAlsoOverTwoLocksOfOneProcess() throws Exception {
        Path file = directory.resolve("lock");
        try (WriteLock first = new WriteLock(file, Duration.ofSeconds(30));
                WriteLock impatient = new WriteLock(file, Duration.ofMillis(20))) {
            first.whileHeld(() -> {
                IOException e = assertThrows(IOException.class, () -> impatient.whileHeld(() -> "never"));
                assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
                return true;
            });

            assertEquals("now", impatient.whileHeld(() -> "now"));
        }
    }

    @Test
    void aLockFileThatWasReplacedIsNoticed() throws Exception {
        Path file = directory.resolve("lock");
        try (WriteLock first = new WriteLock(file, Duration.ofMillis(20));
                WriteLock second = new WriteLock(file, Duration.ofSeconds(30))) {
            first.whileHeld(() -> true);
            Files.delete(file);

            second.whileHeld(() -> assertThrows(IOException.class, () -> first.whileHeld(() -> "both hold it")));
        }
    }

    @Test
    void closingOneLockWaitsUntilNoOtherOfTheProcessIsHeld() throws Exception {
        Path file = directory.resolve("lock");
        try (WriteLock holder = new WriteLock(file, Duration.ofSeconds(30))) {
            WriteLock other = new WriteLock(file, Duration.ofSeconds(30));
            other.whileHeld(() -> true);
            Thread closer = new Thread(() -> close(other));

            holder.whileHeld(() -> {
                closer.start();
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                while (closer.getState() != Thread.State.TIMED_WAITING && System.nanoTime() < end) {
                    assertNotEquals(Thread.State.TERMINATED, closer.getState(), "closed while the lock was held");
                    Thread.onSpinWait();
                }
                assertEquals(Thread.State.TIMED_WAITING, closer.getState());
                return true;
            });
            closer.join(TimeUnit.SECONDS.toMillis(30));

            assertFalse(closer.isAlive(), "not closed when the lock was free");
        }
    }

    private static void close(WriteLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anInterruptedWriterChangesNothingAndLaterWritesWork() throws Exception {
        try (FileArtifactStore store = Stores.open(directory)) {
            store.write(List.of(Stores.publish(Stores.PIZZA, "kept")));

            Thread.currentThread().interrupt();
            assertThrows(
                    ArtifactStoreException.class, () -> store.write(List.of(Stores.publish(Stores.PIZZA, "lost"))));
            assertTrue(Thread.interrupted(), "the interrupt was swallowed");

            assertEquals("kept", store.read(Stores.PIZZA).orElseThrow().body().asText());
            store.write(List.of(Stores.publish(Stores.PIZZA, "later")));
            assertEquals("later", store.read(Stores.PIZZA).orElseThrow().body().asText());
        }
    }
}
