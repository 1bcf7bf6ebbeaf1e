package org.trunkline.store.github;

import java.time.Instant;
import java.util.Optional;

/** What GitHub allows this identity, and what this process used of it. Immutable. */
public final class RequestQuota {

    private final Optional<Integer> limit;
    private final Optional<Integer> remaining;
    private final Optional<Instant> resetAt;
    private final long requests;
    private final long notModified;
    private final int lastHour;
    private final Optional<Instant> pausedUntil;
    private final String pauseReason;

    /**
     * @param limit GitHub's hourly limit for the identity, which all processes with this identity share; empty before the
     *     first answer
     * @param remaining of the limit, as the latest answer said
     * @param resetAt when the limit begins anew
     * @param requests made by this process since its start
     * @param notModified those of them that were answered "not modified", which costs nothing of the limit
     * @param lastHour made by this process in the last hour
     * @param pausedUntil until when no request is made; empty if requests are made
     * @param pauseReason why, for people; empty without a pause
     */
    public RequestQuota(
            Optional<Integer> limit,
            Optional<Integer> remaining,
            Optional<Instant> resetAt,
            long requests,
            long notModified,
            int lastHour,
            Optional<Instant> pausedUntil,
            String pauseReason) {
        this.limit = limit;
        this.remaining = remaining;
        this.resetAt = resetAt;
        this.requests = requests;
        this.notModified = notModified;
        this.lastHour = lastHour;
        this.pausedUntil = pausedUntil;
        this.pauseReason = pauseReason;
    }

    /** GitHub's hourly limit for the identity; empty before the first answer. */
    public Optional<Integer> limit() {
        return limit;
    }

    /** Of the limit, as the latest answer said. */
    public Optional<Integer> remaining() {
        return remaining;
    }

    /** When the limit begins anew. */
    public Optional<Instant> resetAt() {
        return resetAt;
    }

    /** Made by this process since its start. */
    public long requests() {
        return requests;
    }

    /** Answered "not modified", which costs nothing of the limit. */
    public long notModified() {
        return notModified;
    }

    /** Made by this process in the last hour. */
    public int lastHour() {
        return lastHour;
    }

    /** Until when no request is made; empty if requests are made. */
    public Optional<Instant> pausedUntil() {
        return pausedUntil;
    }

    /** Why there is a pause, for people; empty without one. */
    public String pauseReason() {
        return pauseReason;
    }
}
