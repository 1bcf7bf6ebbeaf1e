package org.trunkline.gateway.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.gateway.Gateway;
import org.trunkline.gateway.GatewayCounters;
import org.trunkline.gateway.GatewayPhase;
import org.trunkline.gateway.GatewayStatus;
import org.trunkline.gateway.internal.deployment.DeployedApis;
import org.trunkline.gateway.internal.deployment.RequestPath;
import org.trunkline.gateway.internal.deployment.Route;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.reconcile.ReconcilePhase;
import org.trunkline.sync.reconcile.ReconcileStatus;

/**
 * The gateway of this node: what its source has is kept deployed by a reconcile loop. Everything slow happens on the
 * loop's thread, so that the component is there at once and its status can be asked while it loads.
 */
@Component(
        service = {Gateway.class, Serving.class},
        immediate = true,
        configurationPid = GatewayNode.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = GatewayConfig.class)
public final class GatewayNode implements Gateway, Serving {

    static final String PID = "org.trunkline.gateway";

    private static final Logger LOG = LoggerFactory.getLogger(GatewayNode.class);

    private final GatewaySettings settings;
    private final String source;
    private final DeployedApis apis;
    private final Reconciliation reconciliation;
    private final List<Front> fronts = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    /** Starts to load. */
    @Activate
    public GatewayNode(GatewayConfig config, @Reference ArtifactSource source) {
        this.settings = GatewaySettings.of(config);
        this.source = source.name();
        this.apis = new DeployedApis(settings.labels());
        this.reconciliation = new Reconciliation(source, apis, settings);
        LOG.info(
                "Gateway starting: labels={}, source={}, mode={}, cache={}",
                settings.labels(),
                this.source,
                config.data_retrieval_mode(),
                settings.cache());
        reconciliation.start();
    }

    /** Ends the loop. What is deployed can still be served, for requests under way. */
    @Deactivate
    public void stop() {
        stopped = true;
        reconciliation.close();
        LOG.info("Gateway stopped");
    }

    @Override
    public void wake() {
        reconciliation.wake();
    }

    @Override
    public Optional<Route> find(RequestPath path) {
        return apis.find(path);
    }

    @Override
    public boolean ready() {
        return !stopped && reconciliation.status().map(ReconcileStatus::ready).orElse(false);
    }

    @Override
    public boolean opensWhenReady() {
        return settings.opensWhenReady();
    }

    @Override
    public Subscription attach(Front front) {
        fronts.add(front);
        return () -> fronts.remove(front);
    }

    @Override
    public GatewayStatus status() {
        Optional<ReconcileStatus> loop = reconciliation.status();
        Optional<Front> front = fronts.stream().findFirst();
        StatusReport report =
                StatusReport.of(loop.map(ReconcileStatus::entries).orElse(Map.of()), apis.served(), front);
        return new GatewayStatus(
                source,
                settings.labels(),
                ready(),
                phase(loop),
                loop.flatMap(ReconcileStatus::held),
                loop.flatMap(ReconcileStatus::lastSuccess),
                problem(loop),
                report.apis(),
                report.failures(),
                front.flatMap(Front::address),
                front.flatMap(Front::problem),
                counters(front.map(Front::traffic).orElse(Front.Traffic.NONE)));
    }

    private GatewayPhase phase(Optional<ReconcileStatus> loop) {
        if (stopped) {
            return GatewayPhase.STOPPED;
        }
        return switch (loop.map(ReconcileStatus::phase).orElse(ReconcilePhase.STARTING)) {
            case STARTING -> GatewayPhase.LOADING;
            case CURRENT -> GatewayPhase.IN_SYNC;
            case RETRYING -> GatewayPhase.RETRYING;
            case STUCK -> GatewayPhase.STUCK;
            case STOPPED -> GatewayPhase.STOPPED;
        };
    }

    private Optional<String> problem(Optional<ReconcileStatus> loop) {
        return reconciliation
                .problem()
                .or(() -> loop.flatMap(ReconcileStatus::problem))
                .or(() -> loop.flatMap(ReconcileStatus::cacheProblem));
    }

    private GatewayCounters counters(Front.Traffic traffic) {
        Duration deployTime = apis.time();
        return new GatewayCounters(
                apis.deployments(),
                apis.removals(),
                apis.failures(),
                deployTime,
                traffic.requests(),
                traffic.refusals(),
                traffic.backEndFailures(),
                traffic.time());
    }
}
