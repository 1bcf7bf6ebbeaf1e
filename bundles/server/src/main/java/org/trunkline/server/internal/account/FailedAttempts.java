package org.trunkline.server.internal.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong passwords in a row and makes who sends them wait: not at all for the first few, then longer each time, up
 * to a minute. Remembers a bounded number of clients, the latest. Thread-safe.
 */
final class FailedAttempts {

    private static final int FREE = 5;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<Attempt, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Attempt, Failures> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    FailedAttempts(Clock clock) {
        this.clock = clock;
    }

    /** How long this client has to wait before it may try this name again. */
    synchronized Optional<Duration> waitingTime(String client, String name) {
        Failures so = failures.get(new Attempt(client, name));
        return so == null
                ? Optional.empty()
                : Optional.of(Duration.between(clock.instant(), so.blockedUntil()))
                        .filter(wait -> !wait.isNegative() && !wait.isZero());
    }

    synchronized void failed(String client, String name) {
        Attempt attempt = new Attempt(client, name);
        int count = failures.containsKey(attempt) ? failures.get(attempt).count() + 1 : 1;
        Duration wait = count < FREE ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(count - FREE, 6));
        failures.put(attempt, new Failures(count, clock.instant().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait)));
    }

    synchronized void succeeded(String client, String name) {
        failures.remove(new Attempt(client, name));
    }

    private record Attempt(String client, String name) {}

    private record Failures(int count, Instant blockedUntil) {}
}
