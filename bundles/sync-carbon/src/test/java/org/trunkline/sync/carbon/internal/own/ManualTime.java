package org.trunkline.sync.carbon.internal.own;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Time that passes only by waiting. */
class ManualTime implements Retries.Time {

    private final List<Duration> waits = new ArrayList<>();
    private long nanos;

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized boolean await(CountDownLatch stopped, Duration wait) {
        waits.add(wait);
        nanos += wait.toNanos();
        return stopped.getCount() == 0;
    }

    synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    synchronized Duration passed() {
        return Duration.ofNanos(nanos);
    }
}
