package org.trunkline.store.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/**
 * Tells listeners, on a thread of its own, that the store has changed: at once after a write of this instance, within a
 * second after one of any other. As long as nobody listens there is no thread and no query.
 */
final class HeadWatch implements AutoCloseable {

    /** How to ask for the head. */
    @FunctionalInterface
    interface Question {
        Revision head() throws ArtifactStoreException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(HeadWatch.class);

    private static final long PERIOD_MILLIS = 1_000;

    private final Question question;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean announced = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread;
    private Optional<ScheduledFuture<?>> polling = Optional.empty();
    private Optional<Revision> seen = Optional.empty();

    HeadWatch(Question question) {
        this.question = question;
        thread = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread made = new Thread(task, "trunkline-store-jdbc-watch");
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        thread.setKeepAliveTime(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        thread.allowCoreThreadTimeOut(true);
        thread.setRemoveOnCancelPolicy(true);
    }

    synchronized Subscription add(Runnable listener) {
        Listener entry = new Listener(listener);
        listeners.add(entry);
        if (polling.isEmpty() && !thread.isShutdown()) {
            polling = Optional.of(
                    thread.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS));
        }
        return () -> remove(entry);
    }

    private synchronized void remove(Listener entry) {
        listeners.remove(entry);
        if (listeners.isEmpty()) {
            polling.ifPresent(future -> future.cancel(false));
            polling = Optional.empty();
        }
    }

    /** After a write of this instance. Many writes may make one call. */
    void changed() {
        if (!listeners.isEmpty() && announced.compareAndSet(false, true)) {
            thread.execute(this::call);
        }
    }

    private void look() {
        try {
            Optional<Revision> head = Optional.of(question.head());
            if (!head.equals(seen)) {
                seen = head;
                call();
            }
        } catch (ArtifactStoreException e) {
            // whoever needs the store asks it, and is told
            LOG.debug("Could not look for changes of the store", e);
        }
    }

    private void call() {
        announced.set(false);
        listeners.forEach(Listener::call);
    }

    @Override
    public void close() {
        listeners.clear();
        thread.shutdownNow();
    }

    /** Compared by identity: the same listener may be added twice. */
    private static final class Listener {

        private final Runnable listener;

        Listener(Runnable listener) {
            this.listener = listener;
        }

        void call() {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.warn("A listener for changes of the store failed", e);
            }
        }
    }
}
