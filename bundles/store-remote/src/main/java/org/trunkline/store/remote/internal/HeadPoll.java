package org.trunkline.store.remote.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/**
 * Asks the publisher, on one thread and while anybody listens, to answer when its head changes. While it does not answer
 * it is asked ever more slowly, up to every half minute.
 */
final class HeadPoll implements AutoCloseable {

    /** Asks for the head, which may be answered late. */
    interface LongPoll {
        Revision head(Optional<Revision> since) throws ArtifactStoreException;
    }

    private static final System.Logger LOG = System.getLogger(HeadPoll.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final LongPoll poll;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private Thread thread;
    private boolean closed;

    HeadPoll(LongPoll poll) {
        this.poll = poll;
    }

    Subscription add(Runnable listener) {
        // An own object: the same listener may be added twice, and each subscription ends its own.
        Runnable added = listener::run;
        lock.lock();
        try {
            if (!closed) {
                listeners.add(added);
                startIfNeeded();
            }
        } finally {
            lock.unlock();
        }
        return () -> remove(added);
    }

    private void startIfNeeded() {
        if (thread == null) {
            thread = new Thread(this::run, "trunkline-remote-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void remove(Runnable listener) {
        lock.lock();
        try {
            listeners.remove(listener);
            endIfUnused();
        } finally {
            lock.unlock();
        }
    }

    private void endIfUnused() {
        if (thread != null && (closed || listeners.isEmpty())) {
            ended.signalAll();
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            listeners.clear();
            endIfUnused();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Optional<Revision> latest = Optional.empty();
        int failures = 0;
        while (isCurrent()) {
            long began = System.nanoTime();
            Duration pause = Duration.ZERO;
            try {
                Optional<Revision> head = Optional.of(poll.head(latest));
                if (failures > 0 || !head.equals(latest)) {
                    announce();
                } else if (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(1)) {
                    // The publisher lets nobody wait at the moment: then it is not asked in a tight loop.
                    pause = FIRST_PAUSE;
                }
                latest = head;
                failures = 0;
            } catch (ArtifactStoreException e) {
                failures++;
                pause = pause(failures, e.retryAfter());
                LOG.log(System.Logger.Level.DEBUG, "No hint from the publisher: {0}", e.getMessage());
            }
            sleep(pause);
        }
    }

    private static Duration pause(int failures, Optional<Duration> asked) {
        long doubled = FIRST_PAUSE.toMillis() << Math.min(failures - 1, 10);
        long capped = Math.min(doubled, LONGEST_PAUSE.toMillis());
        Duration own = Duration.ofMillis(capped + ThreadLocalRandom.current().nextLong(capped / 4));
        return asked.filter(wait -> wait.compareTo(own) > 0).orElse(own);
    }

    private boolean isCurrent() {
        lock.lock();
        try {
            return thread == Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void announce() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A listener of the remote store failed", e);
            }
        }
    }

    private void sleep(Duration duration) {
        long left = duration.toNanos();
        lock.lock();
        try {
            while (left > 0 && thread == Thread.currentThread()) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Whoever interrupts has taken the thread's place away first, which ends the loop.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
