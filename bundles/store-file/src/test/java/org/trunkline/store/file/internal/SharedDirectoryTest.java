package org.trunkline.store.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.testkit.Cursors;
import org.trunkline.sync.testkit.WriterProcess;

/** Several processes on one directory. */
class SharedDirectoryTest {

    private static final int WRITES = 40;

    @TempDir
    private Path directory;

    @Test
    void twoProcessesWriteAtTheSameTimeWhileAThirdWritesAndReads() throws Exception {
        Map<Revision, String> acknowledged = new HashMap<>();
        try (FileArtifactStore store = Stores.open(directory);
                WriterProcess left = start("left");
                WriterProcess right = start("right")) {
            Revision empty = store.head();
            CompletableFuture<Map<Revision, String>> leftWrites = acknowledgedBy(left, "left");
            CompletableFuture<Map<Revision, String>> rightWrites = acknowledgedBy(right, "right");
            for (int i = 0; !leftWrites.isDone() || !rightWrites.isDone(); i++) {
                acknowledged.put(store.write(List.of(Stores.publish(Stores.PIZZA, "own " + i))), "own");
                assertWholeBatches(store);
            }
            acknowledged.putAll(leftWrites.get());
            acknowledged.putAll(rightWrites.get());

            assertEquals(WRITES, leftWrites.get().size(), left.errors());
            assertEquals(WRITES, rightWrites.get().size(), right.errors());
            Map<ArtifactKey, Artifact> held = Cursors.artifacts(
                    store.changes(Set.of("left", "right"), empty, store.head()).orElseThrow());
            assertEquals(2 * (WRITES + 1), held.size());
            long commits = store.head().toString().chars().filter(c -> c == '.').count();
            assertEquals(1, commits);
            // every acknowledged batch has a revision of its own, and no commit came between unseen
            assertTrue(
                    store.head().toString().endsWith("." + acknowledged.size()),
                    store.head().toString());
        }
    }

    @Test
    void whatAnotherProcessWritesIsAnnounced() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        try (FileArtifactStore store = Stores.open(directory)) {
            Subscription subscription = store.watch(called::countDown);
            try (WriterProcess other = start("other")) {
                assertTrue(other.next().isPresent(), other.errors());
                assertTrue(called.await(30, TimeUnit.SECONDS), "the listener was not called");
            }
            subscription.close();
        }
    }

    private WriterProcess start(String label) throws IOException {
        return WriterProcess.start(Writer.class, List.of(directory.toString(), label, Integer.toString(WRITES)));
    }

    private static CompletableFuture<Map<Revision, String>> acknowledgedBy(WriterProcess writer, String who) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                Map<Revision, String> writes = new HashMap<>();
                Optional<WriterProcess.Acknowledged> next = writer.next();
                while (next.isPresent()) {
                    writes.put(next.get().revision(), who);
                    next = writer.next();
                }
                return writes;
            } catch (IOException e) {
                throw new IllegalStateException("Could not hear from the writer " + who, e);
            }
        });
    }

    /** A batch of a child holds an artifact and the counter with its number: neither may be seen without the other. */
    private static void assertWholeBatches(FileArtifactStore store) throws Exception {
        for (String label : List.of("left", "right")) {
            Map<ArtifactKey, Artifact> seen = Cursors.artifacts(store.snapshot(Set.of(label), store.head()));
            if (!seen.isEmpty()) {
                String counter =
                        seen.get(ArtifactKey.synapse(label, "counter")).body().asText();
                assertEquals(Integer.parseInt(counter) + 1, seen.size());
                assertTrue(seen.containsKey(ArtifactKey.synapse(label, "api-" + counter)));
            }
        }
    }
}
