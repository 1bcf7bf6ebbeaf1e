package org.trunkline.sync.carbon.internal.component;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Services that are registered together and withdrawn together. By hand, because which service is used depends on what each
 * answers to getName(), and no declaration can say that. Used by one thread.
 */
final class Registrations {

    /** Service property: the configured name. */
    static final String NAME = "trunkline.name";

    /** Service property that tells our savers and retrievers from those of third parties. */
    static final String PROVIDED = "trunkline.provided";

    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

    private final BundleContext context;
    private final String name;
    private final Deque<ServiceRegistration<?>> services = new ArrayDeque<>();

    Registrations(BundleContext context, String name) {
        this.context = context;
        this.name = name;
    }

    <T> Registrations add(Class<T> type, T service) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(NAME, name);
        properties.put(PROVIDED, true);
        services.push(context.registerService(type, service, properties));
        return this;
    }

    void withdraw() {
        while (!services.isEmpty()) {
            try {
                services.pop().unregister();
            } catch (IllegalStateException e) {
                LOG.debug("A service of '{}' was withdrawn with its bundle already", name, e);
            }
        }
    }
}
