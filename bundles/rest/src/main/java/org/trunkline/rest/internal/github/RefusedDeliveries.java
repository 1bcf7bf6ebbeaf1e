package org.trunkline.rest.internal.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs refused deliveries in a way that nobody can fill the log with. Thread-safe. */
final class RefusedDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedDeliveries.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant nextLine = Instant.MIN;
    private long unsaid;

    RefusedDeliveries(Clock clock) {
        this.clock = clock;
    }

    void add() {
        line().ifPresent(count -> LOG.warn(
                "Refused deliveries of GitHub's webhook, not signed with the secret of [store.github.webhook]: count={}",
                count));
    }

    /** How many to tell of now; empty if the next line is not due. */
    synchronized Optional<Long> line() {
        unsaid++;
        Instant now = clock.instant();
        if (now.isBefore(nextLine)) {
            return Optional.empty();
        }
        long count = unsaid;
        unsaid = 0;
        nextLine = now.plus(BETWEEN_LINES);
        return Optional.of(count);
    }
}
