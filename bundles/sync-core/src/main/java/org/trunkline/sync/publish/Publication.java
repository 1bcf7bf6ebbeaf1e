package org.trunkline.sync.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.document.GatewayDocument;

/** The batches that publish one API to gateway labels, and take it back. Immutable. */
public final class Publication {

    private final GatewayDocument document;
    private final String user;

    private Publication(GatewayDocument document, Optional<String> user) {
        this.document = document;
        this.user = user.orElse(null);
    }

    /** @param user on whose behalf the API is published, where known */
    public static Publication of(GatewayDocument document, Optional<String> user) {
        return new Publication(document, user);
    }

    /**
     * The writes that publish the document, byte for byte, one for each label.
     *
     * @throws IllegalArgumentException if there is no label, or one that cannot be part of a key
     */
    public List<ArtifactWrite> publish(Set<String> labels) {
        return batch(labels, Instruction.PUBLISH, document.body());
    }

    /**
     * The writes that put the document's {@linkplain GatewayDocument#tombstone() tombstone} in its place, one for each
     * label.
     *
     * @throws IllegalArgumentException under the conditions of {@link #publish}
     */
    public List<ArtifactWrite> remove(Set<String> labels) {
        return batch(labels, Instruction.REMOVE, document.tombstone());
    }

    private List<ArtifactWrite> batch(Set<String> labels, Instruction instruction, ArtifactBody body) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(
                    "At least one gateway label is needed to " + instruction.wireName() + " " + document);
        }
        List<ArtifactWrite> batch = new ArrayList<>();
        for (String label : new TreeSet<>(labels)) {
            ArtifactKey key = ArtifactKey.synapse(label, document.apiId());
            ArtifactWrite write = ArtifactWrite.of(key, instruction, document.identity(), body);
            batch.add(user == null ? write : write.by(user));
        }
        return List.copyOf(batch);
    }
}
