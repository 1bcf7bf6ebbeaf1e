package org.trunkline.store.jdbc;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.Subscription;

/** Tells listeners, on a thread of its own, that this store has committed something. Many commits may make one call. */
final class CommitHints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitHints.class);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor caller;

    CommitHints() {
        // one call that runs and one that waits: whatever is committed in between is covered by the one that waits
        caller = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                task -> {
                    Thread thread = new Thread(task, "trunkline-store-jdbc-hints");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        caller.allowCoreThreadTimeOut(true);
    }

    Subscription add(Runnable listener) {
        Listener entry = new Listener(listener);
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    void committed() {
        if (!listeners.isEmpty()) {
            caller.execute(() -> listeners.forEach(Listener::call));
        }
    }

    @Override
    public void close() {
        listeners.clear();
        caller.shutdown();
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
