package org.trunkline.sync.reconcile;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** When the next pass is due, and what the loop is about until then. Immutable. */
final class NextPass {

    private final ReconcilePhase phase;
    private final Duration delay;
    private final boolean hintsCount;
    private final int failures;
    private final String problem;

    NextPass(ReconcilePhase phase, Duration delay, boolean hintsCount, int failures, Optional<String> problem) {
        this.phase = Objects.requireNonNull(phase, "phase");
        this.delay = Objects.requireNonNull(delay, "delay");
        this.hintsCount = hintsCount;
        this.failures = failures;
        this.problem = problem.orElse(null);
    }

    ReconcilePhase phase() {
        return phase;
    }

    Duration delay() {
        return delay;
    }

    /** Whether a hint cuts the delay short. */
    boolean hintsCount() {
        return hintsCount;
    }

    /** How many passes failed in a row. */
    int failures() {
        return failures;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public String toString() {
        return phase + " in " + delay + (hintsCount ? " or at a hint" : "") + ", failures " + failures
                + (problem == null ? "" : ": " + problem);
    }
}
