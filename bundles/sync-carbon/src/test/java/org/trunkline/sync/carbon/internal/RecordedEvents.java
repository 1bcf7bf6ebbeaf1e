package org.trunkline.sync.carbon.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.trunkline.sync.EventChannel;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.SyncEvent;

/** Keeps what was announced, and hands it on at once. */
public final class RecordedEvents implements EventChannel {

    private final List<SyncEvent> published = new CopyOnWriteArrayList<>();
    private final List<Consumer<SyncEvent>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void publish(List<SyncEvent> events) {
        published.addAll(events);
        events.forEach(event -> listeners.forEach(listener -> listener.accept(event)));
    }

    @Override
    public Subscription subscribe(Consumer<SyncEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    public List<SyncEvent> published() {
        return List.copyOf(published);
    }
}
