package org.trunkline.sync.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/**
 * That a store survives a SIGKILL of the process that writes: nothing acknowledged is lost, nothing is torn, and writing
 * goes on. For stores that live in files of the machine.
 */
public abstract class KilledWriterContract {

    /** The label that the child writes under. */
    protected static final String LABEL = "Written by a child";

    /** How many batches the child is to write if nobody kills it. */
    protected static final int WRITES = 1_000;

    /**
     * The child's main class: it opens the store that its arguments name and calls {@link WriterProcess#write} with {@link
     * #LABEL}, {@link #WRITES} and {@code System.out}.
     */
    protected abstract Class<?> writer();

    /** What the child gets as its arguments. */
    protected abstract List<String> arguments();

    /** Opens the store that the child has written to. */
    protected abstract ArtifactStore open() throws Exception;

    /** Ends a store that {@link #open} gave. */
    protected abstract void close(ArtifactStore open) throws Exception;

    @Test
    void aKilledWriterLosesNothingAcknowledgedAndTearsNothing() throws Exception {
        long seed = new Random().nextLong();
        System.out.println(getClass().getSimpleName() + ": kills with seed " + seed);
        Random random = new Random(seed);
        Map<Integer, Revision> acknowledged = new TreeMap<>();

        // early kills hit the opening and what an earlier kill left behind, the late one hits a store that has grown
        for (int kill : List.of(1 + random.nextInt(20), 1 + random.nextInt(20), 100 + random.nextInt(300))) {
            try {
                acknowledged.putAll(writeUntilKilled(kill, random.nextInt(3_000_000)));
                checkAndWriteOn(acknowledged);
            } catch (AssertionError | Exception e) {
                throw new AssertionError("Failed with seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private Map<Integer, Revision> writeUntilKilled(int writes, int nanosLater) throws Exception {
        Map<Integer, Revision> acknowledged = new TreeMap<>();
        try (WriterProcess child = WriterProcess.start(writer(), arguments())) {
            Optional<WriterProcess.Acknowledged> next = child.next();
            while (next.isPresent()) {
                acknowledged.put(next.get().number(), next.get().revision());
                if (acknowledged.size() == writes) {
                    killAfter(child, nanosLater);
                }
                next = child.next();
            }
            assertTrue(
                    acknowledged.size() >= writes,
                    "the child ended by itself after " + acknowledged.size() + " of " + writes + " writes: "
                            + child.errors());
        }
        return acknowledged;
    }

    private static void killAfter(WriterProcess child, int nanos) {
        long moment = System.nanoTime() + nanos;
        while (System.nanoTime() < moment) {
            Thread.onSpinWait();
        }
        child.kill();
    }

    private void checkAndWriteOn(Map<Integer, Revision> acknowledged) throws Exception {
        ArtifactStore store = open();
        try {
            Revision head = store.head();
            Map<ArtifactKey, Artifact> held = Cursors.artifacts(store.snapshot(Set.of(LABEL), head));
            int last = WriterProcess.lastNumber(store, LABEL);
            Set<ArtifactKey> expected = new HashSet<>(Set.of(WriterProcess.counterKey(LABEL)));
            for (int number = 1; number <= last; number++) {
                ArtifactKey key = WriterProcess.artifactKey(LABEL, number);
                expected.add(key);
                assertTrue(held.containsKey(key), number + " is missing, the counter is " + last);
                assertEquals(WriterProcess.body(number), held.get(key).body(), number + " is torn");
            }
            assertEquals(expected, held.keySet());
            List<Integer> lost = new ArrayList<>();
            acknowledged.forEach((number, revision) -> {
                Artifact artifact = held.get(WriterProcess.artifactKey(LABEL, number));
                if (artifact == null || !artifact.info().revision().equals(revision)) {
                    lost.add(number);
                }
            });
            assertEquals(List.of(), lost, "acknowledged and lost");

            ArtifactKey own = ArtifactKey.synapse("Written by the parent", "after the kill");
            Revision written = store.write(List.of(ArtifactWrite.of(
                    own,
                    Instruction.PUBLISH,
                    ApiIdentity.of("Parent", "1.0.0", "carbon.super"),
                    ArtifactBody.of("after " + last))));
            assertNotEquals(head, written);
            assertEquals(written, store.head());
            assertEquals("after " + last, store.read(own).orElseThrow().body().asText());
        } finally {
            close(store);
        }
    }
}
