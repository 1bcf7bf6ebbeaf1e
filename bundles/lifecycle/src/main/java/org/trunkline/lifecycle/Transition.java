package org.trunkline.lifecycle;

import java.util.Objects;

/** Leads from the state that it belongs to into another one. Immutable. */
public record Transition(String event, String target) {

    public Transition {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(target, "target");
    }
}
