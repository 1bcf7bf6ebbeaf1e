package org.trunkline.sync.reconcile;

import java.time.Duration;
import java.util.Optional;
import org.trunkline.sync.ArtifactStoreException;

/**
 * Decides when to go on after what happened. A pure function of its arguments; {@code jitter} is a number from 0
 * (inclusive) to 1 that spreads the retries of gateways that failed at the same moment.
 */
final class RetryPlan {

    /** The longest wait for a source that is away: how long its return may go unnoticed where no hint tells. */
    static final Duration MAX_SOURCE_DELAY = Duration.ofMinutes(2);

    /** The longest wait before a bad artifact is tried again although it has not changed. */
    static final Duration MAX_ARTIFACT_DELAY = Duration.ofMinutes(10);

    /** How many conflicts in a row are answered with a new look at once. */
    private static final int MAX_INSTANT_RETRIES = 3;

    private final Duration retryDuration;
    private final Duration pollInterval;

    RetryPlan(Duration retryDuration, Duration pollInterval) {
        this.retryDuration = retryDuration;
        this.pollInterval = pollInterval;
    }

    NextPass after(PassResult result, int failuresBefore, double jitter) {
        if (result.succeeded()) {
            Duration delay = result.isUnfinished()
                    ? Duration.ZERO
                    : result.nextRetry().map(retry -> min(retry, pollInterval)).orElse(pollInterval);
            return new NextPass(ReconcilePhase.CURRENT, delay, true, 0, Optional.empty());
        }
        int failures = failuresBefore + 1;
        Optional<ArtifactStoreException> refusal = result.refusal();
        if (refusal.isEmpty()) {
            return retry(backOff(failures, MAX_SOURCE_DELAY, jitter), true, failures, result);
        }
        switch (refusal.get().kind()) {
            case REJECTED:
                return new NextPass(ReconcilePhase.STUCK, pollInterval, false, failures, result.problem());
            case CONFLICT:
                Duration delay = failures <= MAX_INSTANT_RETRIES
                        ? Duration.ZERO
                        : backOff(failures - MAX_INSTANT_RETRIES, MAX_SOURCE_DELAY, jitter);
                return retry(delay, true, failures, result);
            default:
                Duration own = backOff(failures, MAX_SOURCE_DELAY, jitter);
                Optional<Duration> asked = refusal.get().retryAfter();
                // A source that says how long it wants to be left alone is left alone, hints or not.
                return retry(asked.map(wait -> max(wait, own)).orElse(own), asked.isEmpty(), failures, result);
        }
    }

    /** How long an artifact that failed so many times in the same state is left alone. */
    Duration artifactDelay(int failures, double jitter) {
        return backOff(failures, MAX_ARTIFACT_DELAY, jitter);
    }

    private NextPass retry(Duration delay, boolean hintsCount, int failures, PassResult result) {
        return new NextPass(ReconcilePhase.RETRYING, delay, hintsCount, failures, result.problem());
    }

    /** The retry duration, doubled with each failure after the first up to the cap, and up to a quarter more. */
    private Duration backOff(int failures, Duration cap, double jitter) {
        Duration limit = max(cap, retryDuration);
        Duration delay = retryDuration;
        for (int i = 1; i < failures && delay.compareTo(limit) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        Duration capped = min(delay, limit);
        return capped.plusNanos((long) (capped.toNanos() / 4.0 * jitter));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
