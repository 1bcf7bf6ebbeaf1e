package org.trunkline.sync;

import java.util.Objects;

/**
 * One place in a stream of artifacts: an artifact, or the reason why what stands there cannot be read. A damaged artifact
 * so takes its own place and hides no other.
 */
public final class ArtifactEntry {

    private final ArtifactKey key;
    private final Artifact artifact;
    private final ArtifactStoreException fault;

    private ArtifactEntry(ArtifactKey key, Artifact artifact, ArtifactStoreException fault) {
        this.key = key;
        this.artifact = artifact;
        this.fault = fault;
    }

    public static ArtifactEntry of(Artifact artifact) {
        return new ArtifactEntry(artifact.key(), artifact, null);
    }

    public static ArtifactEntry unreadable(ArtifactKey key, ArtifactStoreException reason) {
        return new ArtifactEntry(Objects.requireNonNull(key, "key"), null, Objects.requireNonNull(reason, "reason"));
    }

    public ArtifactKey key() {
        return key;
    }

    public boolean readable() {
        return artifact != null;
    }

    /**
     * The artifact.
     *
     * @throws ArtifactStoreException the reason, if it cannot be read
     */
    public Artifact artifact() throws ArtifactStoreException {
        if (artifact == null) {
            throw fault;
        }
        return artifact;
    }

    @Override
    public String toString() {
        return artifact != null ? artifact.toString() : key + " (unreadable: " + fault.getMessage() + ")";
    }
}
