package org.trunkline.lifecycle.engine;

import java.util.List;
import java.util.Objects;

/**
 * An event of the state that a resource is in, as it is for one user. Immutable.
 *
 * @param blockers why it cannot happen now; none if nothing stands in its way
 */
public record EventStatus(String event, String target, List<Blocker> blockers) {

    public EventStatus {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(target, "target");
        blockers = List.copyOf(blockers);
    }

    public boolean possible() {
        return blockers.isEmpty();
    }

    /**
     * Stands in the way of an event. Immutable.
     *
     * @param text for people
     */
    public record Blocker(Reason reason, String text) {

        public Blocker {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(text, "text");
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What has to change for an event to be possible. */
    public enum Reason {
        /** Somebody else has to cause it. */
        ROLE,
        /** A check item has to be ticked. */
        CHECK_ITEM,
        VOTES,
        /** A plug-in has to be installed. */
        PLUGIN,
        /** The definition has a script for the server, and those are not run here. */
        SERVER_SCRIPT
    }
}
