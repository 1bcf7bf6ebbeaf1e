package org.trunkline.apim.dropin.internal;

import java.util.List;
import org.trunkline.apim.dropin.internal.store.DeferredStore;

/** The services that one configuration of the host got. */
final class Offer implements AutoCloseable {

    private final DeferredStore store;
    private final List<Registration<?>> services;

    Offer(DeferredStore store, List<Registration<?>> services) {
        this.store = store;
        this.services = List.copyOf(services);
    }

    /** Withdraws the services, so that nobody calls them any more, and then closes the store. */
    @Override
    public void close() {
        try {
            services.forEach(Registration::withdraw);
        } finally {
            store.close();
        }
    }
}
