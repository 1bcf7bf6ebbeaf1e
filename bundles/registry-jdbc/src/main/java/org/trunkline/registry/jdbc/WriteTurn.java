package org.trunkline.registry.jdbc;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one writer of this process at the database at a time: they would wait for one another at the head anyway, and a
 * database lets them wait by a clock. The turn of a thread that died in a transaction is taken from it.
 */
final class WriteTurn {

    private static final long LOOK_MILLIS = 250;

    private final Semaphore free = new Semaphore(1);
    private Thread owner;
    private Runnable abandoned;

    /**
     * @param ifAbandoned ends what the caller does if its thread dies with the turn; called by another thread
     * @return false if another one has had the turn for all that time
     */
    boolean take(long millis, Runnable ifAbandoned) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!free.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            endAbandoned();
            if (System.nanoTime() > deadline) {
                return false;
            }
        }
        synchronized (this) {
            owner = Thread.currentThread();
            abandoned = ifAbandoned;
        }
        return true;
    }

    void giveBack() {
        synchronized (this) {
            owner = null;
            abandoned = null;
        }
        free.release();
    }

    /** Ends the transaction of a thread that is no more. */
    void endAbandoned() {
        Runnable end = null;
        synchronized (this) {
            if (owner != null && !owner.isAlive()) {
                end = abandoned;
                owner = null;
                abandoned = null;
            }
        }
        if (end != null) {
            end.run();
            free.release();
        }
    }
}
