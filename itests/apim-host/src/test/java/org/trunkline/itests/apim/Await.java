package org.trunkline.itests.apim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what a host does. */
final class Await {

    static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Await() {}

    /** @throws AssertionError if it is not so in time */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** @throws AssertionError if something is left after that time; it says what */
    static void untilEmpty(String what, Callable<List<String>> left) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        for (List<String> now = left.call(); !now.isEmpty(); now = left.call()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("after " + LIMIT.toSeconds() + " s there are still " + what + ": " + now);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
