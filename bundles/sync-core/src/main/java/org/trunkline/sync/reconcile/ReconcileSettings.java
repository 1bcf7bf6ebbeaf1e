package org.trunkline.sync.reconcile;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** How a gateway is kept up to date. Immutable. */
public final class ReconcileSettings {

    /** What {@link ReconcileLoop#start()} waits for. The names are those of WSO2's {@code data_retrieval_mode}. */
    public enum Mode {
        /** For the end of the first pass, whether it succeeded or not; at most for the retry duration. */
        SYNC,
        /** For nothing. */
        ASYNC
    }

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Set<String> labels;
    private final Mode mode;
    private final Duration retryDuration;
    private final Duration pollInterval;
    private final Duration eventWaitingTime;

    /**
     * @param labels the gateway's own labels
     * @param retryDuration the first wait after a failure; it doubles with each further one
     * @param pollInterval the wait between two looks at the source when there is no hint
     * @param eventWaitingTime the wait after a hint, in which further hints join it
     * @throws IllegalArgumentException if there is no label, if the retry duration or the poll interval is not positive,
     *     if the event waiting time is negative, or if one of the three is over a day
     */
    public ReconcileSettings(
            Set<String> labels, Mode mode, Duration retryDuration, Duration pollInterval, Duration eventWaitingTime) {
        this.labels = Set.copyOf(labels);
        this.mode = Objects.requireNonNull(mode, "mode");
        this.retryDuration = requirePositive("retry duration", retryDuration);
        this.pollInterval = requirePositive("poll interval", pollInterval);
        this.eventWaitingTime = Objects.requireNonNull(eventWaitingTime, "eventWaitingTime");
        if (this.labels.isEmpty()) {
            throw new IllegalArgumentException("A gateway needs at least one label");
        }
        if (eventWaitingTime.isNegative() || eventWaitingTime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The event waiting time must be from nothing to a day, not " + eventWaitingTime);
        }
    }

    private static Duration requirePositive(String name, Duration value) {
        if (Objects.requireNonNull(value, name).isZero() || value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The " + name + " must be positive and at most a day, not " + value);
        }
        return value;
    }

    public Set<String> labels() {
        return labels;
    }

    public Mode mode() {
        return mode;
    }

    public Duration retryDuration() {
        return retryDuration;
    }

    public Duration pollInterval() {
        return pollInterval;
    }

    public Duration eventWaitingTime() {
        return eventWaitingTime;
    }
}
