package org.trunkline.store.github.internal.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers where the branch was seen. GitHub may answer with an older state for some seconds after a write (PyGithub
 * thread 2709 saw more than ten): a commit that was already left behind is then not taken for the present one. After a
 * minute it is: somebody has set the branch back. Thread-safe.
 */
final class BranchMemory {

    private static final Duration STALE_FOR = Duration.ofSeconds(60);
    private static final int MOST = 100;

    private final Clock clock;
    private final Map<String, Instant> leftAt = new LinkedHashMap<>();
    private String head;
    private String etag;

    BranchMemory(Clock clock) {
        this.clock = clock;
    }

    synchronized Optional<String> head() {
        return Optional.ofNullable(head);
    }

    synchronized Optional<String> etag() {
        return Optional.ofNullable(etag);
    }

    /** The branch was read. Gives the commit that it is taken to be at. */
    synchronized String read(String commit, Optional<String> newEtag) {
        Instant left = leftAt.get(commit);
        if (left != null && clock.instant().isBefore(left.plus(STALE_FOR))) {
            return head;
        }
        if (newEtag.isPresent() || !commit.equals(head)) {
            etag = newEtag.orElse(null);
        }
        move(commit);
        return commit;
    }

    /**
     * The branch was moved by us.
     *
     * @param seenBefore where it was seen last before that: if it was seen elsewhere meanwhile, somebody has already
     *     followed on our commit
     */
    synchronized void wrote(String commit, Optional<String> parent, Optional<String> seenBefore) {
        Optional<String> now = head();
        if (now.equals(seenBefore) || now.equals(parent)) {
            etag = null;
            move(commit);
        }
    }

    /** The branch is not there. */
    synchronized void absent() {
        head = null;
        etag = null;
    }

    private void move(String commit) {
        if (commit.equals(head)) {
            return;
        }
        if (head != null) {
            leftAt.remove(head);
            leftAt.put(head, clock.instant());
        }
        leftAt.remove(commit);
        if (leftAt.size() > MOST) {
            leftAt.remove(leftAt.keySet().iterator().next());
        }
        head = commit;
    }
}
