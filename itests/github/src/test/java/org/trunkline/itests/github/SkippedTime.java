package org.trunkline.itests.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A node's clock that goes on by itself, and by the whole of each pause, of which only a little is waited. */
final class SkippedTime extends Clock {

    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final AtomicLong skipped = new AtomicLong();

    void sleep(Duration time) throws InterruptedException {
        long waited = Math.min(MOST_NANOS, time.toNanos() / 50);
        TimeUnit.NANOSECONDS.sleep(waited);
        skipped.addAndGet(time.toNanos() - waited);
    }

    @Override
    public Instant instant() {
        return Instant.now().plusNanos(skipped.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a budget asks for instants only");
    }
}
