package org.trunkline.sync;

import java.util.Objects;
import java.util.Optional;

/** Says that an artifact of a label was stored. A hint: what is right is decided by the store. */
public final class SyncEvent {

    private final ArtifactKey key;
    private final Instruction instruction;
    private final Revision revision;

    /** @param revision the store's revision, empty where it is not known: WSO2's own events carry none */
    public SyncEvent(ArtifactKey key, Instruction instruction, Optional<Revision> revision) {
        this.key = Objects.requireNonNull(key, "key");
        this.instruction = Objects.requireNonNull(instruction, "instruction");
        this.revision = revision.orElse(null);
    }

    public ArtifactKey key() {
        return key;
    }

    public Instruction instruction() {
        return instruction;
    }

    public Optional<Revision> revision() {
        return Optional.ofNullable(revision);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SyncEvent
                && key.equals(((SyncEvent) other).key)
                && instruction == ((SyncEvent) other).instruction
                && Objects.equals(revision, ((SyncEvent) other).revision);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, instruction, revision);
    }

    @Override
    public String toString() {
        return instruction.wireName() + " of " + key + (revision == null ? "" : " at revision " + revision);
    }
}
