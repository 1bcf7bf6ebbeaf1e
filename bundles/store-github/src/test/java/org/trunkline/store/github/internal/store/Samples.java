package org.trunkline.store.github.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.function.Executable;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** Artifacts of one label, and what a store has of them. */
final class Samples {

    static final String NAME = "Default";
    static final Set<String> LABEL = Set.of(NAME);

    private Samples() {}

    static ArtifactKey key(int number) {
        return ArtifactKey.synapse(NAME, "api-" + number);
    }

    static ArtifactWrite publish(int number, String body) {
        return write(number, Instruction.PUBLISH, body);
    }

    static ArtifactWrite publish(int number) {
        return publish(number, "{\"number\":" + number + "}");
    }

    static ArtifactWrite remove(int number) {
        return write(number, Instruction.REMOVE, "{\"removed\":" + number + "}");
    }

    private static ArtifactWrite write(int number, Instruction instruction, String body) {
        return ArtifactWrite.of(
                key(number), instruction, ApiIdentity.of("Api" + number, "1", "t"), ArtifactBody.of(body));
    }

    static List<ArtifactWrite> many(int count) {
        List<ArtifactWrite> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(publish(i));
        }
        return batch;
    }

    /** What is published now, by id; what cannot be read is there without a body. */
    static Map<String, Optional<String>> published(GitHubArtifactStore store) throws ArtifactStoreException {
        try (ArtifactCursor cursor = store.snapshot(LABEL, store.head())) {
            return bodies(cursor);
        }
    }

    static Map<String, Optional<String>> bodies(ArtifactCursor cursor) throws ArtifactStoreException {
        Map<String, Optional<String>> bodies = new TreeMap<>();
        for (Optional<ArtifactEntry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
            ArtifactEntry entry = next.get();
            bodies.put(
                    entry.key().id(),
                    entry.readable() ? Optional.of(entry.artifact().body().asText()) : Optional.empty());
        }
        return bodies;
    }

    static ArtifactStoreException fails(Kind kind, Executable call) {
        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, call);
        assertEquals(kind, e.kind(), e.getMessage());
        return e;
    }
}
