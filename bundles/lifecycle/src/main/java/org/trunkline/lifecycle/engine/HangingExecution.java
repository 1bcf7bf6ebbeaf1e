package org.trunkline.lifecycle.engine;

import java.time.Instant;
import java.util.Objects;

/**
 * A plug-in whose time is over and that has not returned. It can change nothing in the registry any more, but holds a
 * thread. Immutable.
 *
 * @param what the plug-in, with lifecycle, state, event and resource
 * @param thread its name
 * @param since when it was called
 */
public record HangingExecution(String what, String thread, Instant since) {

    public HangingExecution {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(thread, "thread");
        Objects.requireNonNull(since, "since");
    }
}
