package org.trunkline.store.github.internal.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.trunkline.sync.ArtifactStoreException;

/**
 * What GitHub still allows, shared by all requests of a process for one repository: learned from GitHub's own headers, and
 * kept by waiting before a request or by refusing it. Writes go one at a time and at least a second apart, as GitHub asks
 * for. Thread-safe.
 */
public final class RequestBudget {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 5;

    private final Clock clock;
    private final Pause pause;
    private final Duration betweenWrites;
    private final Duration patience;
    private final Optional<Integer> ownHourlyLimit;

    private final Deque<Instant> lastHour = new ArrayDeque<>();
    private Instant closedUntil = Instant.MIN;
    private Instant nextWrite = Instant.MIN;
    private String closedBecause = "";
    private Integer limit;
    private Integer remaining;
    private Instant resetAt;
    private long requests;
    private long notModified;
    private int unexplained;

    /** Waits; a test gives one that only notes it. */
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * @param patience the longest that a request waits here; beyond it the caller is told when to come back
     * @param ownHourlyLimit the most requests of any hour, where several processes share one identity
     */
    public RequestBudget(
            Clock clock, Pause pause, Duration betweenWrites, Duration patience, Optional<Integer> ownHourlyLimit) {
        this.clock = clock;
        this.pause = pause;
        this.betweenWrites = betweenWrites;
        this.patience = patience;
        this.ownHourlyLimit = ownHourlyLimit;
    }

    /** What is known at this moment. */
    public static final class Status {
        private final Optional<Integer> limit;
        private final Optional<Integer> remaining;
        private final Optional<Instant> resetAt;
        private final Optional<Instant> closedUntil;
        private final String closedBecause;
        private final long requests;
        private final long notModified;
        private final int lastHour;

        Status(RequestBudget budget, int lastHour, Instant now) {
            this.limit = Optional.ofNullable(budget.limit);
            this.remaining = Optional.ofNullable(budget.remaining);
            this.resetAt = Optional.ofNullable(budget.resetAt);
            this.closedUntil = Optional.of(budget.closedUntil).filter(now::isBefore);
            this.closedBecause = closedUntil.isPresent() ? budget.closedBecause : "";
            this.requests = budget.requests;
            this.notModified = budget.notModified;
            this.lastHour = lastHour;
        }

        /** GitHub's hourly limit for this identity. */
        public Optional<Integer> limit() {
            return limit;
        }

        public Optional<Integer> remaining() {
            return remaining;
        }

        public Optional<Instant> resetAt() {
            return resetAt;
        }

        /** Until when no request is made, if GitHub asked for a pause. */
        public Optional<Instant> closedUntil() {
            return closedUntil;
        }

        /** Why; empty when there is no pause. */
        public String closedBecause() {
            return closedBecause;
        }

        /** Made by this process since its start. */
        public long requests() {
            return requests;
        }

        /** Those of them that were answered with 304, which costs nothing of the limit. */
        public long notModified() {
            return notModified;
        }

        /** Made by this process in the last hour. */
        public int lastHour() {
            return lastHour;
        }
    }

    public synchronized Status status() {
        Instant now = clock.instant();
        forgetBefore(now.minus(HOUR));
        return new Status(this, lastHour.size(), now);
    }

    /**
     * Returns when a request may be made.
     *
     * @throws ArtifactStoreException UNAVAILABLE with the time to wait, if that is longer than the patience
     */
    void admit(String asked, boolean write) throws ArtifactStoreException {
        await(asked, write, () -> {
            Instant now = clock.instant();
            requests++;
            lastHour.addLast(now);
            if (write) {
                nextWrite = now.plus(betweenWrites);
            }
        });
    }

    /**
     * Returns when a write would be admitted at once, so that what has to be read for it is not old by then.
     *
     * @throws ArtifactStoreException as {@link #admit}
     */
    void awaitWriteTurn(String asked) throws ArtifactStoreException {
        await(asked, true, () -> {});
    }

    private void await(String asked, boolean write, Runnable admitted) throws ArtifactStoreException {
        while (true) {
            Duration wait;
            synchronized (this) {
                wait = waitNow(clock.instant(), write);
                if (wait.isZero()) {
                    admitted.run();
                    return;
                }
                if (wait.compareTo(longer(patience, betweenWrites)) > 0) {
                    throw ArtifactStoreException.unavailable(
                            "Did not ask GitHub to " + asked + ": " + closedBecause + ". Asked again in "
                                    + wait.getSeconds() + " s.",
                            wait,
                            null);
                }
            }
            try {
                pause.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ArtifactStoreException.unavailable("Interrupted while waiting to ask GitHub to " + asked, e);
            }
        }
    }

    private Duration waitNow(Instant now, boolean write) {
        forgetBefore(now.minus(HOUR));
        Duration wait = Duration.ZERO;
        if (ownHourlyLimit.isPresent() && lastHour.size() >= ownHourlyLimit.get()) {
            close(
                    lastHour.getFirst().plus(HOUR),
                    "this node's own budget of " + ownHourlyLimit.get()
                            + " requests an hour is used up ([store.github] max_requests_per_hour)");
        }
        wait = longer(wait, now.isBefore(closedUntil) ? Duration.between(now, closedUntil) : Duration.ZERO);
        if (write && now.isBefore(nextWrite)) {
            // never longer than the interval, should the clock have been set back meanwhile
            wait = longer(wait, shorter(Duration.between(now, nextWrite), betweenWrites));
        }
        return wait;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void forgetBefore(Instant time) {
        while (!lastHour.isEmpty() && lastHour.getFirst().isBefore(time)) {
            lastHour.removeFirst();
        }
    }

    /** Takes note of what an answer says about the limits. */
    synchronized void learn(Reply reply) {
        Instant now = clock.instant();
        if (reply.status() == 304) {
            notModified++;
        }
        // GraphQL has a limit of its own, counted in points
        if (reply.header("x-ratelimit-resource").orElse("core").equals("core")) {
            number(reply, "x-ratelimit-limit").ifPresent(n -> limit = n.intValue());
            number(reply, "x-ratelimit-remaining").ifPresent(n -> remaining = n.intValue());
            number(reply, "x-ratelimit-reset").ifPresent(n -> resetAt = Instant.ofEpochSecond(n));
        }
        if (reply.usesUp("core")) {
            // the next request would be refused, and who goes on asking may be banned
            close(now.plus(reply.untilReset(now)), "GitHub's hourly limit of " + limit + " requests is used up");
        }
        Optional<Duration> limited = reply.limitedFor(now);
        if (limited.isEmpty()) {
            unexplained = reply.ok() ? 0 : unexplained;
        } else if (!reply.usesUp("graphql")) {
            close(
                    now.plus(longerEachTime(reply, limited.get())),
                    "GitHub asked for a pause (HTTP " + reply.status() + ", " + reply.message() + ")");
        }
    }

    /** GitHub asks for pauses that grow where it does not say how long they have to be. */
    private Duration longerEachTime(Reply reply, Duration pause) {
        if (reply.saysHowLong()) {
            return pause;
        }
        unexplained = Math.min(unexplained + 1, MOST_DOUBLINGS);
        return pause.multipliedBy(1L << (unexplained - 1));
    }

    private void close(Instant until, String reason) {
        if (until.isAfter(closedUntil)) {
            closedUntil = until;
            closedBecause = reason;
        }
    }

    private static Optional<Long> number(Reply reply, String header) {
        return reply.header(header).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }
}
