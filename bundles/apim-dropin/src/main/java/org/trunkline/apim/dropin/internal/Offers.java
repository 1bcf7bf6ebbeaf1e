package org.trunkline.apim.dropin.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.apim.dropin.internal.settings.Settings;
import org.trunkline.apim.dropin.internal.settings.SettingsReader;
import org.trunkline.apim.dropin.internal.store.DeferredStore;
import org.trunkline.apim.dropin.internal.store.StoreFactory;
import org.trunkline.settings.ConfigurationException;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.carbon.internal.own.GatewayLabels;
import org.trunkline.sync.carbon.internal.own.Retries;
import org.trunkline.sync.carbon.internal.own.RetrieverSettings;
import org.trunkline.sync.carbon.internal.own.StoreArtifactRetriever;
import org.trunkline.sync.carbon.internal.own.StoreArtifactSaver;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;

/** Decides which services a host gets, and makes them. It reads a small file; stores are opened by a thread of their own. */
final class Offers {

    private static final Logger LOG = LoggerFactory.getLogger(Offers.class);

    private static final String GATEWAY_TABLE = "[apim.sync_runtime_artifacts.gateway]";

    private final BundleContext context;
    private final SettingsReader reader;
    private final StoreFactory stores;

    Offers(BundleContext context, SettingsReader reader) {
        this.context = context;
        this.reader = reader;
        this.stores = new StoreFactory();
    }

    Offer make(HostSettings host) {
        Optional<String> saver = host.saver().filter(ServiceNames::isSaver);
        Optional<String> retriever = host.retriever().filter(ServiceNames::isRetriever);
        boolean meansGitHub =
                Stream.of(saver, retriever).flatMap(Optional::stream).anyMatch(ServiceNames::meansGitHub);
        Plan plan = plan(meansGitHub);
        if (host.bindsAnySaver()) {
            saver = plan.keepsArchives ? Optional.of(saver.orElse(ServiceNames.SAVER)) : Optional.empty();
        }
        retriever = retriever.filter(name -> hasLabels(host, name));
        if (saver.isEmpty() && retriever.isEmpty()) {
            plan.store.close();
            LOG.info("Trunkline offers nothing: {}", reason(host));
            if (host.bindsAnySaver()) {
                // only the settings say whether a saver is wanted
                plan.failure.ifPresent(LOG::warn);
            }
            return new Offer(plan.store, List.of());
        }
        return register(host, saver, retriever, plan);
    }

    private Offer register(HostSettings host, Optional<String> saver, Optional<String> retriever, Plan plan) {
        List<Registration<?>> services = new ArrayList<>();
        saver.map(name -> saver(name, plan))
                .ifPresent(service -> services.add(new Registration<>(ArtifactSaver.class, service)));
        retriever
                .map(name -> retriever(name, host, plan))
                .ifPresent(service -> services.add(new Registration<>(ArtifactRetriever.class, service)));
        List<String> offered = new ArrayList<>();
        saver.ifPresent(name -> offered.add("the ArtifactSaver '" + name + "'"));
        retriever.ifPresent(name -> offered.add("the ArtifactRetriever '" + name + "' for " + host.labels()));
        if (plan.failure.isPresent()) {
            LOG.error(
                    "Trunkline offers {}, which will refuse every call: {}",
                    String.join(" and ", offered),
                    plan.failure.get());
        } else {
            LOG.info("Trunkline offers {}; {}", String.join(" and ", offered), plan.description);
            plan.store.openSoon();
        }
        Offer offer = new Offer(plan.store, services);
        try {
            services.forEach(service -> service.register(context));
            return offer;
        } catch (RuntimeException | LinkageError e) {
            offer.close();
            throw e;
        }
    }

    private static ArtifactSaver saver(String name, Plan plan) {
        return new StoreArtifactSaver(
                name, new StoreOnlySink(name, plan.store), plan.store, new Retries(), plan.maxArtifactBytes);
    }

    private static ArtifactRetriever retriever(String name, HostSettings host, Plan plan) {
        RetrieverSettings settings =
                new RetrieverSettings(new GatewayLabels(host.labels()), host.retryDuration(), host.eventWaitingTime());
        return new StoreArtifactRetriever(name, plan.store, settings, new Retries());
    }

    private static boolean hasLabels(HostSettings host, String name) {
        if (host.labels().isEmpty()) {
            LOG.error(
                    "Trunkline offers no ArtifactRetriever '{}': gateway_labels in {} of the host's deployment.toml is"
                            + " empty, so that this gateway would get no API. Name at least one label.",
                    name,
                    GATEWAY_TABLE);
        }
        return !host.labels().isEmpty();
    }

    private static String reason(HostSettings host) {
        String names = "artifact_saver is " + host.saver().orElse("not switched on") + ", artifact_retriever is "
                + host.retriever().orElse("not switched on");
        return names + " in the host's deployment.toml. Names of ours are " + ServiceNames.SAVER + " and "
                + ServiceNames.RETRIEVER
                + (host.bindsAnySaver()
                        ? "; on API Manager 4.x a saver also needs saver = true in [sync] of trunkline.toml"
                        : "");
    }

    /** A file that cannot be used does not keep the services away: without a saver API Manager 3.2.0 publishes and saves nothing. */
    private Plan plan(boolean meansGitHub) {
        try {
            Settings settings = reader.read(meansGitHub);
            settings.warnings().forEach(LOG::warn);
            return new Plan(settings, new DeferredStore(stores.opening(settings), settings.store()));
        } catch (ConfigurationException e) {
            return new Plan(e.getMessage());
        }
    }

    /** What the settings come to. */
    private static final class Plan {

        final DeferredStore store;
        final long maxArtifactBytes;
        final boolean keepsArchives;
        final String description;
        final Optional<String> failure;

        Plan(Settings settings, DeferredStore store) {
            this.store = store;
            this.maxArtifactBytes = settings.maxArtifactBytes();
            this.keepsArchives = settings.keepsArchives();
            this.description = settings.toString();
            this.failure = Optional.empty();
        }

        Plan(String failure) {
            this.store = new DeferredStore(
                    () -> {
                        throw ArtifactStoreException.rejected(failure);
                    },
                    "none");
            this.maxArtifactBytes = Long.MAX_VALUE;
            this.keepsArchives = false;
            this.description = "";
            this.failure = Optional.of(failure);
        }
    }
}
