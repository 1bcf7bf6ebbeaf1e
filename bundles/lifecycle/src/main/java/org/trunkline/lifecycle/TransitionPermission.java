package org.trunkline.lifecycle;

import java.util.Objects;
import java.util.Set;

/** Who may cause an event: a user with one of these roles; nobody if there is none. Immutable. */
public record TransitionPermission(String event, Set<String> roles) {

    public TransitionPermission {
        Objects.requireNonNull(event, "event");
        roles = Set.copyOf(roles);
    }
}
