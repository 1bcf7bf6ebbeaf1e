package org.trunkline.sync.event;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.trunkline.sync.EventChannel;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.SyncEvent;

/**
 * Carries events inside the Java VM, in order, on one thread of its own, so that no publisher waits for a listener. When
 * listeners fall behind, new events are dropped rather than kept without bound: they are hints.
 */
public final class LocalEventChannel implements EventChannel, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LocalEventChannel.class.getName());
    private static final int MAX_WAITING_BATCHES = 1000;

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor thread;

    public LocalEventChannel() {
        thread = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING_BATCHES), task -> {
                    Thread created = new Thread(task, "trunkline-events");
                    created.setDaemon(true);
                    return created;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public void publish(List<SyncEvent> events) {
        List<SyncEvent> batch = List.copyOf(events);
        if (batch.isEmpty() || listeners.isEmpty()) {
            return;
        }
        try {
            thread.execute(() -> deliver(batch));
        } catch (RejectedExecutionException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "Dropped {0} events: {1}. Gateways find the change when they poll.",
                    batch.size(),
                    thread.isShutdown() ? "the channel is closed" : "the listeners are too slow");
        }
    }

    private void deliver(List<SyncEvent> batch) {
        for (SyncEvent event : batch) {
            for (Listener listener : listeners) {
                listener.accept(event);
            }
        }
    }

    @Override
    public Subscription subscribe(Consumer<SyncEvent> listener) {
        Listener added = new Listener(listener);
        listeners.add(added);
        return () -> listeners.remove(added);
    }

    /** Ends the thread; events that wait are dropped, and later ones too. */
    @Override
    public void close() {
        thread.shutdownNow();
        listeners.clear();
    }

    /** One subscription, told from others of the same consumer. */
    private static final class Listener {

        private final Consumer<SyncEvent> consumer;

        Listener(Consumer<SyncEvent> consumer) {
            this.consumer = Objects.requireNonNull(consumer, "listener");
        }

        void accept(SyncEvent event) {
            try {
                consumer.accept(event);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A listener failed on the event " + event, e);
            }
        }
    }
}
