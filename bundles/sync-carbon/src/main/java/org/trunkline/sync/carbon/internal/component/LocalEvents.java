package org.trunkline.sync.carbon.internal.component;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.trunkline.sync.EventChannel;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.SyncEvent;
import org.trunkline.sync.event.LocalEventChannel;

/** Events inside the Java VM. Any other channel that is switched on is preferred to it. */
@Component(
        configurationPid = SyncConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=-100")
public final class LocalEvents implements EventChannel {

    private final LocalEventChannel channel = new LocalEventChannel();

    @Activate
    public LocalEvents() {
        // Nothing but the existence of the configuration counts.
    }

    @Override
    public void publish(List<SyncEvent> events) {
        channel.publish(events);
    }

    @Override
    public Subscription subscribe(Consumer<SyncEvent> listener) {
        return channel.subscribe(listener);
    }

    @Deactivate
    void close() {
        channel.close();
    }
}
