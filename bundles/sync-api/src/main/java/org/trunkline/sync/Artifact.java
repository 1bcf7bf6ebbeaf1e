package org.trunkline.sync;

import java.util.Objects;

/** One stored artifact: what is known about it, and its body, which is sure to be the one that was saved. */
public final class Artifact {

    private final ArtifactInfo info;
    private final ArtifactBody body;

    /**
     * @throws IllegalArgumentException if the body has another size or digest than the info says: what was read is not
     *     what was saved
     */
    public Artifact(ArtifactInfo info, ArtifactBody body) {
        this.info = Objects.requireNonNull(info, "info");
        this.body = Objects.requireNonNull(body, "body");
        if (body.size() != info.size() || !body.sha256().equals(info.sha256())) {
            throw new IllegalArgumentException("The body of " + info.key() + " is damaged: saved were " + info.size()
                    + " bytes with SHA-256 " + info.sha256() + ", found " + body);
        }
    }

    public ArtifactInfo info() {
        return info;
    }

    public ArtifactKey key() {
        return info.key();
    }

    public ArtifactBody body() {
        return body;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Artifact
                && info.equals(((Artifact) other).info)
                && body.equals(((Artifact) other).body);
    }

    @Override
    public int hashCode() {
        return info.hashCode();
    }

    @Override
    public String toString() {
        return info.toString();
    }
}
