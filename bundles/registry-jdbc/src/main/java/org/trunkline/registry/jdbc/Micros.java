package org.trunkline.registry.jdbc;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as the tables have them: microseconds since 1970. */
final class Micros {

    private Micros() {}

    static long now(Clock clock) {
        return of(clock.instant());
    }

    static long of(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
