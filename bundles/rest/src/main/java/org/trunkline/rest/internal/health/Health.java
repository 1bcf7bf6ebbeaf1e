package org.trunkline.rest.internal.health;

import java.util.List;

/** How the node is, as its health checks have it. Thread-safe. */
public interface Health {

    /** Whether the process is any good: if not, it is to be started again. */
    String LIVE = "live";

    /** Whether the node does its work now: if not, it is to be left alone until it does. */
    String READY = "ready";

    /** The outcome of every check with a tag, ordered by name. It can be a few seconds old. */
    List<Outcome> check(String tag);

    /** Whether all checks with a tag are well; also if there is none. */
    default boolean isUp(String tag) {
        return check(tag).stream().allMatch(Outcome::up);
    }
}
