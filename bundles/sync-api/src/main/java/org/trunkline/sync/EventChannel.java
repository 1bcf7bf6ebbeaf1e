package org.trunkline.sync;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** Carries events from publishers to gateways. Events may be lost, doubled, late or out of order. Thread-safe. */
@ConsumerType
public interface EventChannel {

    /** Hands events over and returns. It does not fail: a channel that is down reports that in its status. */
    void publish(List<SyncEvent> events);

    /** Calls a listener for each event that comes from now on, on a thread of the channel; it must return soon. */
    Subscription subscribe(Consumer<SyncEvent> listener);
}
