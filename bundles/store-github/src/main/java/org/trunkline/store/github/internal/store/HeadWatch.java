package org.trunkline.store.github.internal.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/**
 * Tells listeners that the branch may have moved: after a write of our own, after a hint from outside, and when a look at
 * the branch shows it. It looks only while somebody listens, and not if somebody else has just looked. Thread-safe.
 */
final class HeadWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeadWatch.class);

    /** Asks the store itself, so that its own answers count as looks. */
    interface Look {
        Revision head() throws ArtifactStoreException;
    }

    /** Who listens mostly reads at once, and what he sees needs no second question. */
    private static final Duration LONGEST_FIRST_WAIT = Duration.ofSeconds(5);

    private final Look look;
    private final Supplier<Optional<Revision>> observed;
    private final SharedHead head;
    private final Duration interval;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Thread thread;
    private boolean closed;

    /**
     * @param observed where the branch was when anybody in this process looked last, without asking
     * @param interval between two looks, spread by a tenth so that the nodes of a cluster do not look together
     */
    HeadWatch(Look look, Supplier<Optional<Revision>> observed, SharedHead head, Duration interval) {
        this.look = look;
        this.observed = observed;
        this.head = head;
        this.interval = interval;
    }

    Subscription add(Runnable listener) {
        // one of its own, so that a listener that is added twice is called twice and removed once
        Runnable own = listener::run;
        listeners.add(own);
        synchronized (this) {
            if (thread == null && !closed) {
                thread = new Thread(this::run, "trunkline-github-watch");
                thread.setDaemon(true);
                thread.start();
            }
            notifyAll();
        }
        return () -> listeners.remove(own);
    }

    void tell() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.warn("A listener of the GitHub store failed; the others are told all the same", e);
            }
        }
    }

    private void run() {
        Revision seen = null;
        long wait = Math.min(LONGEST_FIRST_WAIT.toNanos(), interval.toNanos() / 10);
        while (sleep(wait)) {
            wait = spread(interval.toNanos());
            if (seen == null && observed.get().isPresent()) {
                seen = observed.get().get();
                continue;
            }
            long since = head.nanosSinceAsked();
            if (seen != null && since < interval.toNanos()) {
                wait = Math.max(TimeUnit.MILLISECONDS.toNanos(1), wait - since);
                continue;
            }
            try {
                Revision now = look.head();
                if (seen != null && !seen.equals(now)) {
                    tell();
                }
                seen = now;
            } catch (ArtifactStoreException e) {
                LOG.debug("The branch could not be looked at; it is looked at again", e);
                wait = Math.max(wait, e.retryAfter().map(Duration::toNanos).orElse(0L));
            } catch (RuntimeException e) {
                // a defect of ours; the gateway still wants to hear of the next change
                LOG.error("The branch could not be looked at because of a defect; it is looked at again", e);
            }
        }
    }

    private static long spread(long nanos) {
        long tenth = Math.max(1, nanos / 10);
        return nanos - tenth + ThreadLocalRandom.current().nextLong(2 * tenth);
    }

    /** Sleeps, and on until somebody listens; says whether to go on afterwards. */
    private synchronized boolean sleep(long nanos) {
        long until = System.nanoTime() + nanos;
        try {
            while (listeners.isEmpty() && !closed) {
                wait();
            }
            for (long left = nanos; left > 0 && !closed; left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            // nobody interrupts this thread but a virtual machine that ends
            return false;
        }
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
