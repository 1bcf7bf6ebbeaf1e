package org.trunkline.sync.carbon.internal.own;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;

/**
 * Asks a store again while it cannot answer, within a bound of time, because the hosts do not: API Manager 3.2.0 gives up at
 * the first exception. A wait ends at once when the thread is interrupted or when this is {@linkplain #stop() stopped}.
 * Safe for use by many threads.
 */
public final class Retries {

    /** One question to a store; it may be asked more than once. */
    public interface Question<T> {

        T ask() throws ArtifactStoreException;
    }

    /** How time passes: the machine's in a server, a made-up one in a test. */
    interface Time {

        long nanos();

        /** Waits, or less if the latch is released before; tells whether it was. */
        boolean await(CountDownLatch stopped, Duration wait) throws InterruptedException;
    }

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Time time;
    private volatile CountDownLatch stopped = new CountDownLatch(1);

    public Retries() {
        this(new Machine());
    }

    Retries(Time time) {
        this.time = Objects.requireNonNull(time, "time");
    }

    /** Ends every wait, and lets none begin until {@link #start()}: a question is then asked once. */
    public void stop() {
        stopped.countDown();
    }

    /** Undoes {@link #stop()}. */
    public void start() {
        if (stopped.getCount() == 0) {
            stopped = new CountDownLatch(1);
        }
    }

    /**
     * Asks until there is an answer. What is UNAVAILABLE or in CONFLICT is asked again, after growing and jittered waits
     * that are never shorter than the store demands; REJECTED is final.
     *
     * @param bound how long it may take until the question is asked for the last time
     * @throws ArtifactStoreException what the store said last
     */
    public <T> T ask(Duration bound, Question<T> question) throws ArtifactStoreException {
        CountDownLatch stop = stopped;
        long begin = time.nanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return question.ask();
            } catch (ArtifactStoreException e) {
                Duration left = bound.minusNanos(time.nanos() - begin);
                if (e.kind() == Kind.REJECTED || !waited(stop, waitAfter(attempt, e, left), left)) {
                    throw attempt == 1 ? e : gaveUp(attempt, e);
                }
            }
        }
    }

    /** Waits for so long, or less if it is stopped or the thread interrupted. */
    public void pause(Duration wait) {
        waited(stopped, wait, wait);
    }

    /** The last question is asked when the bound is reached, not before it, unless the store wants to be left alone. */
    private static Duration waitAfter(int attempt, ArtifactStoreException e, Duration left) {
        long growing = FIRST_WAIT.toMillis() << Math.min(attempt - 1, 16);
        long jittered = Math.round(growing * ThreadLocalRandom.current().nextDouble(0.5, 1));
        Duration own = Duration.ofMillis(Math.min(jittered, LONGEST_WAIT.toMillis()));
        Duration demanded = e.retryAfter().orElse(Duration.ZERO);
        if (demanded.compareTo(own) > 0) {
            return demanded;
        }
        return own.compareTo(left) > 0 && !left.isZero() ? left : own;
    }

    private boolean waited(CountDownLatch stop, Duration wait, Duration left) {
        if (left.isNegative() || wait.compareTo(left) > 0) {
            return false;
        }
        try {
            return !time.await(stop, wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ArtifactStoreException gaveUp(int attempts, ArtifactStoreException last) {
        String message = last.getMessage() + " (asked " + attempts + " times)";
        switch (last.kind()) {
            case UNAVAILABLE:
                return ArtifactStoreException.unavailable(message, last);
            case CONFLICT:
                return ArtifactStoreException.conflict(message, last);
            default:
                return ArtifactStoreException.rejected(message, last);
        }
    }

    private static final class Machine implements Time {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public boolean await(CountDownLatch stopped, Duration wait) throws InterruptedException {
            return stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
