package org.trunkline.sync.carbon.internal.component;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.EventChannel;
import org.trunkline.sync.carbon.internal.foreign.ForeignService;
import org.trunkline.sync.carbon.internal.foreign.RetrieverSource;
import org.trunkline.sync.carbon.internal.own.GatewayLabels;
import org.trunkline.sync.carbon.internal.own.Retries;
import org.trunkline.sync.carbon.internal.own.RetrieverSettings;
import org.trunkline.sync.carbon.internal.own.StoreArtifactRetriever;
import org.trunkline.sync.fetch.StoreSource;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;

/** Registers the configured {@link ArtifactSource}, and our {@link ArtifactRetriever} when it is ours that is configured. */
@Component(
        configurationPid = {SyncConfig.PID, GatewayConfig.PID},
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {},
        immediate = true)
public final class RetrieverComponent implements Offers<ArtifactRetriever> {

    private static final Logger LOG = LoggerFactory.getLogger(RetrieverComponent.class);
    private static final Set<String> OWN_NAMES = Set.of("DBRetriever", "TrunklineRetriever");
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final BundleContext context;
    private final EventChannel events;
    private final String name;
    private final String storeType;
    private final RetrieverSettings settings;
    private final Selection<ArtifactRetriever> selection;

    @Activate
    public RetrieverComponent(
            BundleContext context,
            SyncConfig sync,
            GatewayConfig gateway,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventChannel events) {
        this.context = context;
        this.events = events;
        this.name = gateway.artifact_retriever();
        this.settings = new RetrieverSettings(
                new GatewayLabels(List.of(gateway.gateway_labels())),
                Duration.ofMillis(gateway.deployment_retry_duration()),
                Duration.ofMillis(gateway.event_waiting_time()));
        this.storeType = sync.store();
        Wanted wanted = new Wanted("ArtifactRetriever", name, OWN_NAMES, storeType);
        this.selection = new Selection<>(wanted, ArtifactRetriever::getName, this, PATIENCE, LOG::warn);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(!(" + Registrations.PROVIDED + "=true))")
    void addRetriever(ArtifactRetriever retriever, Map<String, Object> properties) {
        selection.serviceCame(retriever, properties);
    }

    void removeRetriever(ArtifactRetriever retriever) {
        selection.serviceWent(retriever);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addStore(ArtifactStore store, Map<String, Object> properties) {
        selection.storeCame(store, properties);
    }

    void removeStore(ArtifactStore store) {
        selection.storeWent(store);
    }

    @Override
    public Withdrawal useForeign(ArtifactRetriever service) {
        ForeignService<ArtifactRetriever> retriever = RetrieverSource.foreign(name, service);
        ArtifactSource source = new RetrieverSource(name, retriever, events, Clock.systemUTC());
        Registrations registrations = new Registrations(context, name).add(ArtifactSource.class, source);
        LOG.info(
                "Fetching through the ArtifactRetriever '{}' ({})",
                name,
                service.getClass().getName());
        initialize(retriever);
        return () -> {
            registrations.withdraw();
            retriever.close();
        };
    }

    private static void initialize(ForeignService<?> service) {
        try {
            service.initialize();
        } catch (ArtifactStoreException e) {
            LOG.warn("{} is asked again at the next fetch", service, e);
        }
    }

    @Override
    public Withdrawal useStore(ArtifactStore store) {
        ArtifactRetriever retriever = new StoreArtifactRetriever(name, store, settings, new Retries());
        Registrations registrations = new Registrations(context, name)
                .add(ArtifactSource.class, new StoreSource(name, store, events))
                .add(ArtifactRetriever.class, retriever);
        LOG.info("Fetching as '{}' from the store '{}'", name, storeType);
        return () -> {
            registrations.withdraw();
            retriever.disconnect();
        };
    }

    @Deactivate
    void close() {
        selection.close();
    }
}
