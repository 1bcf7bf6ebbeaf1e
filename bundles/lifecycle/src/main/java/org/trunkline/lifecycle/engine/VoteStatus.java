package org.trunkline.lifecycle.engine;

import java.util.Objects;
import java.util.Set;
import org.trunkline.lifecycle.TransitionApproval;

/**
 * The votes for an event of the state that a resource is in. Immutable.
 *
 * @param index among those of the state, from 0; WSO2's parameter {@code N.vote} means it
 * @param users who have voted
 */
public record VoteStatus(int index, TransitionApproval approval, Set<String> users) {

    public VoteStatus {
        Objects.requireNonNull(approval, "approval");
        users = Set.copyOf(users);
    }

    public boolean enough() {
        return users.size() >= approval.votes();
    }
}
