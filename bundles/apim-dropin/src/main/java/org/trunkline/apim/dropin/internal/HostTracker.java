package org.trunkline.apim.dropin.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the offer while the host's configuration is there, and withdraws it with it. It runs inside the host's own calls, so
 * nothing that goes wrong here may leave it.
 */
final class HostTracker implements ServiceTrackerCustomizer<Object, Offer> {

    private static final Logger LOG = LoggerFactory.getLogger(HostTracker.class);

    private final BundleContext context;
    private final Function<Object, HostSettings> settings;
    private final Offers offers;
    private final AtomicBoolean offering = new AtomicBoolean();

    /** @param settings what a configuration service says */
    HostTracker(BundleContext context, Function<Object, HostSettings> settings, Offers offers) {
        this.context = context;
        this.settings = settings;
        this.offers = offers;
    }

    @Override
    public Offer addingService(ServiceReference<Object> reference) {
        if (!offering.compareAndSet(false, true)) {
            // the host unbinds whatever departs, so it never sees two of us
            LOG.warn("A second configuration of API Manager is there; only the first one counts");
            return null;
        }
        Offer offer = null;
        try {
            Object service = context.getService(reference);
            if (service != null) {
                offer = offers.make(settings.apply(service));
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error(
                    "Trunkline offers nothing to this API Manager: its configuration cannot be read. Is it a version from"
                            + " 3.2.0 on?",
                    e);
        }
        offering.set(offer != null);
        return offer;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Offer offer) {
        // its properties say nothing that counts
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Offer offer) {
        try {
            offer.close();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("Trunkline did not withdraw in order", e);
        }
        offering.set(false);
        context.ungetService(reference);
    }
}
