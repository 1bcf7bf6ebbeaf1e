package org.trunkline.lifecycle;

import java.util.Objects;
import java.util.Set;

/**
 * An event that happens only after so many users voted for it. Immutable.
 *
 * @param roles who may vote: a user with one of them; everybody if there are none
 */
public record TransitionApproval(String event, Set<String> roles, int votes) {

    /** @throws IllegalArgumentException if it needs fewer than no votes */
    public TransitionApproval {
        Objects.requireNonNull(event, "event");
        roles = Set.copyOf(roles);
        if (votes < 0) {
            throw new IllegalArgumentException("the event '" + event + "' cannot need " + votes + " votes");
        }
    }
}
