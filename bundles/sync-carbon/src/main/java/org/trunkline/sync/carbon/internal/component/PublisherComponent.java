package org.trunkline.sync.carbon.internal.component;

import java.time.Duration;
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
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.EventChannel;
import org.trunkline.sync.carbon.internal.foreign.ForeignService;
import org.trunkline.sync.carbon.internal.foreign.SaverSink;
import org.trunkline.sync.carbon.internal.own.Retries;
import org.trunkline.sync.carbon.internal.own.StoreArtifactSaver;
import org.trunkline.sync.publish.StoreSink;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;

/** Registers the configured {@link ArtifactSink}, and our {@link ArtifactSaver} when it is ours that is configured. */
@Component(
        configurationPid = {SyncConfig.PID, PublisherConfig.PID},
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {},
        immediate = true)
public final class PublisherComponent implements Offers<ArtifactSaver> {

    private static final Logger LOG = LoggerFactory.getLogger(PublisherComponent.class);
    private static final Set<String> OWN_NAMES = Set.of("DBSaver", "TrunklineSaver");
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final BundleContext context;
    private final EventChannel events;
    private final String name;
    private final String storeType;
    private final long maxArtifactBytes;
    private final Selection<ArtifactSaver> selection;

    @Activate
    public PublisherComponent(
            BundleContext context,
            SyncConfig sync,
            PublisherConfig publisher,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventChannel events) {
        this.context = context;
        this.events = events;
        this.name = publisher.artifact_saver();
        this.maxArtifactBytes = sync.max_artifact_size();
        this.storeType = sync.store();
        Wanted wanted = new Wanted("ArtifactSaver", name, OWN_NAMES, storeType);
        this.selection = new Selection<>(wanted, ArtifactSaver::getName, this, PATIENCE, LOG::warn);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(!(" + Registrations.PROVIDED + "=true))")
    void addSaver(ArtifactSaver saver, Map<String, Object> properties) {
        selection.serviceCame(saver, properties);
    }

    void removeSaver(ArtifactSaver saver) {
        selection.serviceWent(saver);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addStore(ArtifactStore store, Map<String, Object> properties) {
        selection.storeCame(store, properties);
    }

    void removeStore(ArtifactStore store) {
        selection.storeWent(store);
    }

    @Override
    public Withdrawal useForeign(ArtifactSaver service) {
        ForeignService<ArtifactSaver> saver = SaverSink.foreign(name, service);
        Registrations registrations =
                new Registrations(context, name).add(ArtifactSink.class, new SaverSink(name, saver, events));
        LOG.info(
                "Publishing through the ArtifactSaver '{}' ({})",
                name,
                service.getClass().getName());
        initialize(saver);
        return () -> {
            registrations.withdraw();
            saver.close();
        };
    }

    private static void initialize(ForeignService<?> service) {
        try {
            service.initialize();
        } catch (ArtifactStoreException e) {
            LOG.warn("{} is asked again when something is published", service, e);
        }
    }

    @Override
    public Withdrawal useStore(ArtifactStore store) {
        ArtifactSink sink = new StoreSink(name, store, events, maxArtifactBytes);
        ArtifactSaver saver = new StoreArtifactSaver(name, sink, store, new Retries(), maxArtifactBytes);
        Registrations registrations =
                new Registrations(context, name).add(ArtifactSink.class, sink).add(ArtifactSaver.class, saver);
        LOG.info("Publishing as '{}' into the store '{}'", name, storeType);
        return () -> {
            registrations.withdraw();
            saver.disconnect();
        };
    }

    @Deactivate
    void close() {
        selection.close();
    }
}
