package org.trunkline.bench;

import java.util.List;
import java.util.function.Consumer;
import org.trunkline.sync.EventChannel;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.SyncEvent;

/** A channel on which nothing ever comes. */
final class NoEvents implements EventChannel {

    @Override
    public void publish(List<SyncEvent> events) {
        // nobody can subscribe
    }

    @Override
    public Subscription subscribe(Consumer<SyncEvent> listener) {
        return () -> {};
    }
}
