package org.trunkline.sync.carbon.internal.own;

import java.time.Duration;
import java.util.Objects;

/** What the table {@code [apim.sync_runtime_artifacts.gateway]} says about fetching. Immutable. */
public final class RetrieverSettings {

    /** API Manager means to ask ten times when it starts: so much longer than for one artifact is a start-up worth. */
    private static final int START_UP_FACTOR = 10;

    private final GatewayLabels labels;
    private final Duration retryDuration;
    private final Duration eventWaitingTime;

    /**
     * @param retryDuration how long a store that is away is asked again for one artifact
     * @param eventWaitingTime how long a single artifact is waited for before the store is asked, because an event may
     *     overtake the replication of a database
     * @throws IllegalArgumentException if a time is negative
     */
    public RetrieverSettings(GatewayLabels labels, Duration retryDuration, Duration eventWaitingTime) {
        this.labels = Objects.requireNonNull(labels, "labels");
        this.retryDuration = requirePositive("deployment_retry_duration", retryDuration);
        this.eventWaitingTime = requirePositive("event_waiting_time", eventWaitingTime);
    }

    private static Duration requirePositive(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, it is " + value.toMillis() + " ms");
        }
        return value;
    }

    GatewayLabels labels() {
        return labels;
    }

    Duration boundForOne() {
        return retryDuration;
    }

    Duration boundForAll() {
        return retryDuration.multipliedBy(START_UP_FACTOR);
    }

    Duration eventWaitingTime() {
        return eventWaitingTime;
    }
}
