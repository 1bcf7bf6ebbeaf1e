package org.trunkline.sync.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/**
 * Lets requests wait for the head of a store to change. However many wait, the store is asked at its hints and otherwise
 * once a second; only so many may wait at once, and none longer than half a minute.
 */
final class HeadWatch implements AutoCloseable {

    static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private static final long ASK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ArtifactStore store;
    private final int maxWaiters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Subscription hints;
    private int waiters;
    private boolean closed;
    private boolean hinted = true;
    private long askedAt;
    private Revision latest;

    HeadWatch(ArtifactStore store, int maxWaiters) {
        this.store = store;
        this.maxWaiters = maxWaiters;
        this.hints = store.watch(this::hint);
    }

    private void hint() {
        lock.lock();
        try {
            hinted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The head, as soon as it differs from a revision or the time is over; at once if too many wait already. */
    Revision await(Revision since, Duration wait) throws ArtifactStoreException, InterruptedException {
        long end = System.nanoTime() + Math.min(wait.toNanos(), MAX_WAIT.toNanos());
        lock.lockInterruptibly();
        try {
            Revision head = ask();
            if (waiters >= maxWaiters) {
                return head;
            }
            waiters++;
            try {
                long left = end - System.nanoTime();
                while (head.equals(since) && left > 0 && !closed) {
                    changed.awaitNanos(Math.min(left, ASK_EVERY_NANOS));
                    head = ask();
                    left = end - System.nanoTime();
                }
                return head;
            } finally {
                waiters--;
            }
        } finally {
            lock.unlock();
        }
    }

    private Revision ask() throws ArtifactStoreException {
        boolean old = System.nanoTime() - askedAt >= ASK_EVERY_NANOS;
        if (latest == null || hinted || old) {
            hinted = false;
            latest = store.head();
            askedAt = System.nanoTime();
        }
        return latest;
    }

    /** Sends all waiters home. */
    @Override
    public void close() {
        hints.close();
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
