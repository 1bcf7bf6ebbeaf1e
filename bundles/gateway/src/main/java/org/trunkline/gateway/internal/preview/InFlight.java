package org.trunkline.gateway.internal.preview;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Knows how many requests are being served, so that a stop can wait for them. Thread-safe, and free of locks. */
final class InFlight {

    private final Phaser requests = new Phaser(1);
    private volatile boolean draining;

    /** A request begins; false if it must be turned away. */
    boolean begin() {
        if (draining) {
            return false;
        }
        requests.register();
        return true;
    }

    void end() {
        requests.arriveAndDeregister();
    }

    /** Lets no request begin any more and waits for those that have; false if some did not end in time. */
    boolean drain(Duration patience) {
        draining = true;
        int phase = requests.arriveAndDeregister();
        try {
            requests.awaitAdvanceInterruptibly(phase, patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
