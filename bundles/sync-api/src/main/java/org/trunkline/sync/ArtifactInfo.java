package org.trunkline.sync;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** All that a store knows about one stored artifact, without its body. */
public final class ArtifactInfo {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final ArtifactKey key;
    private final Instruction instruction;
    private final ApiIdentity api;
    private final Revision revision;
    private final Instant savedAt;
    private final String savedBy;
    private final long size;
    private final String sha256;

    /**
     * @param revision the revision of the store that this state of the artifact came with; from a store that would have to
     *     search for it, a later one at which the artifact still has this state
     * @param savedAt when the store took it, by the clock of the node that wrote it: for people, never to decide which of
     *     two is newer
     * @param savedBy the user who asked for it, where known
     * @param size of the body, in bytes
     * @param sha256 of the body, in 64 lower-case hexadecimal digits
     * @throws IllegalArgumentException if the size is negative or the digest has another form
     */
    public ArtifactInfo(
            ArtifactKey key,
            Instruction instruction,
            ApiIdentity api,
            Revision revision,
            Instant savedAt,
            Optional<String> savedBy,
            long size,
            String sha256) {
        this.key = Objects.requireNonNull(key, "key");
        this.instruction = Objects.requireNonNull(instruction, "instruction");
        this.api = Objects.requireNonNull(api, "api");
        this.revision = Objects.requireNonNull(revision, "revision");
        this.savedAt = Objects.requireNonNull(savedAt, "savedAt");
        this.savedBy = savedBy.orElse(null);
        this.size = size;
        this.sha256 = Objects.requireNonNull(sha256, "sha256");
        if (size < 0) {
            throw new IllegalArgumentException("The size of " + key + " is negative: " + size);
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 for " + key + ": '" + sha256 + "'");
        }
    }

    public ArtifactKey key() {
        return key;
    }

    public Instruction instruction() {
        return instruction;
    }

    public ApiIdentity api() {
        return api;
    }

    /**
     * A revision of the store at which the artifact has this state: to {@linkplain ArtifactStore#read(ArtifactKey,
     * Revision) read} it again, and for a write to {@linkplain ArtifactWrite#expecting expect}. Most stores name the write
     * that made the state; one that would have to search for it may name a later revision, so two infos of the same state
     * can differ in it.
     */
    public Revision revision() {
        return revision;
    }

    public Instant savedAt() {
        return savedAt;
    }

    public Optional<String> savedBy() {
        return Optional.ofNullable(savedBy);
    }

    /** Of the body, in bytes. */
    public long size() {
        return size;
    }

    /** Of the body, in 64 lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ArtifactInfo)) {
            return false;
        }
        ArtifactInfo info = (ArtifactInfo) other;
        return key.equals(info.key)
                && instruction == info.instruction
                && api.equals(info.api)
                && revision.equals(info.revision)
                && savedAt.equals(info.savedAt)
                && Objects.equals(savedBy, info.savedBy)
                && size == info.size
                && sha256.equals(info.sha256);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, revision, sha256);
    }

    @Override
    public String toString() {
        return key + " (" + api + ", " + instruction.wireName() + ", revision " + revision + ")";
    }
}
