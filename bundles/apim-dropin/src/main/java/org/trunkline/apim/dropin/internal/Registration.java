package org.trunkline.apim.dropin.internal;

import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** One service of ours in the host. Used by one thread at a time. */
final class Registration<T> {

    private final Class<T> type;
    private final T service;
    private ServiceRegistration<T> registration;

    Registration(Class<T> type, T service) {
        this.type = type;
        this.service = service;
    }

    void register(BundleContext context) {
        registration = context.registerService(type, service, new Hashtable<>());
    }

    /** Does nothing if it was never registered. */
    void withdraw() {
        if (registration == null) {
            return;
        }
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // a host that stops has withdrawn it already, which is all that was wanted
            registration = null;
        }
    }
}
