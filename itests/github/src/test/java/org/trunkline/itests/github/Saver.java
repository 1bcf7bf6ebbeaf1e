package org.trunkline.itests.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.trunkline.store.github.internal.store.GitHubArtifactStore;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/** Somebody who publishes, updates and removes APIs of his own through one of the publishers, one call at a time. */
final class Saver {

    static final List<String> LABELS = List.of("Production and Sandbox", "internal", "Edge");

    private static final int APIS = 4;
    private static final int LARGE = 700_000;

    private final int number;
    private final Random random;
    private final ArtifactSink sink;
    private final GitHubArtifactStore store;
    private final Ledger ledger;
    private int bodies;

    Saver(int number, Random random, ArtifactSink sink, GitHubArtifactStore store, Ledger ledger) {
        this.number = number;
        this.random = random;
        this.sink = sink;
        this.store = store;
        this.ledger = ledger;
    }

    void operate() {
        int kind = random.nextInt(100);
        if (kind < 45) {
            save(List.of(write(key(), Instruction.PUBLISH)));
        } else if (kind < 60) {
            save(List.of(write(key(), Instruction.REMOVE)));
        } else if (kind < 70) {
            save(batch(2 + random.nextInt(8)));
        } else if (kind < 72) {
            // more than one commit takes at once
            save(batch(APIS * LABELS.size()));
        } else if (kind < 85) {
            guarded(key());
        } else {
            read(key());
        }
    }

    private ArtifactKey key() {
        return key(random.nextInt(APIS), random.nextInt(LABELS.size()));
    }

    private ArtifactKey key(int api, int label) {
        return ArtifactKey.synapse(LABELS.get(label), "saver-" + number + "-api-" + api);
    }

    private List<ArtifactWrite> batch(int size) {
        List<ArtifactKey> keys = new ArrayList<>();
        for (int api = 0; api < APIS; api++) {
            for (int label = 0; label < LABELS.size(); label++) {
                keys.add(key(api, label));
            }
        }
        Collections.shuffle(keys, random);
        List<ArtifactWrite> batch = new ArrayList<>();
        for (ArtifactKey key : keys.subList(0, size)) {
            batch.add(write(key, random.nextInt(4) == 0 ? Instruction.REMOVE : Instruction.PUBLISH));
        }
        return batch;
    }

    private ArtifactWrite write(ArtifactKey key, Instruction instruction) {
        String filling = random.nextInt(60) == 0 ? "x".repeat(LARGE) : "";
        String body = "{\"saver\":" + number + ",\"write\":" + ++bodies + ",\"filling\":\"" + filling + "\"}";
        return ArtifactWrite.of(
                        key, instruction, ApiIdentity.of(key.id(), "1.0", "carbon.super"), ArtifactBody.of(body))
                .by("saver-" + number);
    }

    private void save(List<ArtifactWrite> batch) {
        try {
            batch.stream()
                    .filter(w -> w.instruction() == Instruction.REMOVE)
                    .forEach(w -> ledger.mayBeUndeployed(w.key()));
            ledger.saved(batch, sink.publish(batch).orElseThrow());
        } catch (ArtifactStoreException e) {
            assertNotEquals(Kind.CONFLICT, e.kind(), () -> "a save without expectation: " + e.getMessage());
            ledger.failed(batch, e);
        }
    }

    /** Writes with an expectation that holds, or with one that does not. */
    private void guarded(ArtifactKey key) {
        Optional<Ledger.Entry> last = ledger.certain(key);
        boolean never = ledger.neverWritten(key);
        if (last.isEmpty() && !never) {
            return;
        }
        boolean right = random.nextInt(3) > 0;
        ArtifactWrite write = write(key, Instruction.PUBLISH);
        Revision revision = last.flatMap(Ledger.Entry::saved).orElse(Revision.of("1".repeat(40)));
        ArtifactWrite guarded = right == never ? write.expectingAbsent() : write.expecting(revision);
        try {
            Revision saved = sink.publish(List.of(guarded)).orElseThrow();
            assertEquals(true, right, () -> "saved although another state was stored: " + guarded);
            ledger.saved(List.of(guarded), saved);
        } catch (ArtifactStoreException e) {
            if (right) {
                assertNotEquals(Kind.CONFLICT, e.kind(), () -> "nobody else writes this: " + e.getMessage());
            }
            ledger.failed(List.of(guarded), e);
        }
    }

    /** Who wrote reads what he wrote, or nothing at all. */
    private void read(ArtifactKey key) {
        Optional<Ledger.Entry> last = ledger.certain(key);
        try {
            Optional<Artifact> read = random.nextBoolean() ? store.read(key) : store.read(key, store.head());
            if (last.isPresent()) {
                assertEquals(
                        last.get().body(),
                        read.orElseThrow(() -> new AssertionError(key + " is not there"))
                                .body()
                                .asText());
            } else if (ledger.neverWritten(key)) {
                assertEquals(Optional.empty(), read);
            }
        } catch (ArtifactStoreException e) {
            assertNotEquals(Kind.CONFLICT, e.kind(), e::getMessage);
        }
    }
}
