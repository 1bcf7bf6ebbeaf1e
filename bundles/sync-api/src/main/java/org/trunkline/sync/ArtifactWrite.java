package org.trunkline.sync;

import java.util.Objects;
import java.util.Optional;

/** One artifact to be stored, and what the writer believes is there now. Immutable. */
public final class ArtifactWrite {

    /** What a write takes for granted about the artifact that it replaces. */
    private enum Guard {
        NONE,
        ABSENT,
        REVISION
    }

    private final ArtifactKey key;
    private final Instruction instruction;
    private final ApiIdentity api;
    private final ArtifactBody body;
    private final String savedBy;
    private final Guard guard;
    private final Revision expected;

    private ArtifactWrite(
            ArtifactKey key,
            Instruction instruction,
            ApiIdentity api,
            ArtifactBody body,
            String savedBy,
            Guard guard,
            Revision expected) {
        this.key = Objects.requireNonNull(key, "key");
        this.instruction = Objects.requireNonNull(instruction, "instruction");
        this.api = Objects.requireNonNull(api, "api");
        this.body = Objects.requireNonNull(body, "body");
        this.savedBy = savedBy;
        this.guard = guard;
        this.expected = expected;
    }

    /** Stores the artifact whatever is there: of two such writes both are acknowledged, and the later one wins. */
    public static ArtifactWrite of(ArtifactKey key, Instruction instruction, ApiIdentity api, ArtifactBody body) {
        return new ArtifactWrite(key, instruction, api, body, null, Guard.NONE, null);
    }

    /** The same write, done on behalf of a user. */
    public ArtifactWrite by(String user) {
        return new ArtifactWrite(key, instruction, api, body, Objects.requireNonNull(user, "user"), guard, expected);
    }

    /**
     * The same write, refused with CONFLICT unless the artifact still has the state that it had when its {@linkplain
     * ArtifactInfo#revision() revision} was this one.
     */
    public ArtifactWrite expecting(Revision artifactRevision) {
        return new ArtifactWrite(
                key,
                instruction,
                api,
                body,
                savedBy,
                Guard.REVISION,
                Objects.requireNonNull(artifactRevision, "artifactRevision"));
    }

    /** The same write, refused with CONFLICT if anything was ever stored under the key, a tombstone included. */
    public ArtifactWrite expectingAbsent() {
        return new ArtifactWrite(key, instruction, api, body, savedBy, Guard.ABSENT, null);
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

    public ArtifactBody body() {
        return body;
    }

    public Optional<String> savedBy() {
        return Optional.ofNullable(savedBy);
    }

    /** The revision given to {@link #expecting}. */
    public Optional<Revision> expectedRevision() {
        return Optional.ofNullable(expected);
    }

    public boolean expectsAbsent() {
        return guard == Guard.ABSENT;
    }

    /**
     * Whether the write may go ahead over what is stored.
     *
     * @param current the revision of the artifact that is stored under the key now, empty if there never was one
     */
    public boolean accepts(Optional<Revision> current) {
        switch (guard) {
            case ABSENT:
                return current.isEmpty();
            case REVISION:
                return current.filter(expected::equals).isPresent();
            default:
                return true;
        }
    }

    @Override
    public String toString() {
        return instruction.wireName() + " of " + key + " (" + api + ")";
    }
}
