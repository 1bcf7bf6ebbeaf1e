package org.trunkline.rest.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.trunkline.registry.access.AccessRules;
import org.trunkline.rest.internal.artifacts.ArtifactRoutes;
import org.trunkline.rest.internal.gateway.GatewayRoutes;
import org.trunkline.rest.internal.github.GitHubRoutes;
import org.trunkline.rest.internal.health.Health;
import org.trunkline.rest.internal.health.HealthRoutes;
import org.trunkline.rest.internal.http.BodyLimit;
import org.trunkline.rest.internal.http.RequestObserver;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.rest.internal.http.Routes;
import org.trunkline.rest.internal.metrics.MetricsRoutes;
import org.trunkline.rest.internal.metrics.NodeMetrics;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.rest.internal.openapi.OpenApiRoutes;
import org.trunkline.rest.internal.registry.RegistryRoutes;
import org.trunkline.rest.internal.status.StatusRoutes;
import org.trunkline.rest.internal.store.StoreMount;
import org.trunkline.rest.internal.store.StoreRoutes;
import org.trunkline.rest.internal.users.UserRoutes;
import org.trunkline.server.Accounts;
import org.trunkline.server.Node;

/** All that can be asked of a node, put together, with what has to be closed at the end. */
final class Assembly implements AutoCloseable {

    private final StoreMount mount;
    private final NodeMetrics metrics;
    private final Routes routes;

    Assembly(
            BodyLimit limit, Node node, Accounts accounts, NodeParts parts, Health health, AccessRules registryAccess) {
        mount = new StoreMount(parts, Clock.systemUTC(), limit.bytes());
        metrics = new NodeMetrics(parts, mount);
        List<Route> all = new ArrayList<>();
        all.addAll(new StatusRoutes(node, parts, health, mount).all());
        all.addAll(new GatewayRoutes(parts).all());
        all.addAll(new ArtifactRoutes(parts, metrics).all());
        all.addAll(new GitHubRoutes(parts, metrics, Clock.systemUTC()).all());
        all.addAll(new StoreRoutes(mount).all());
        all.addAll(new RegistryRoutes(parts, registryAccess).all());
        all.addAll(new UserRoutes(accounts).all());
        all.addAll(new HealthRoutes(health).all());
        all.addAll(new MetricsRoutes(metrics).all());
        routes = new Routes(new OpenApiRoutes(all, node.version()).all());
    }

    Routes routes() {
        return routes;
    }

    RequestObserver observer() {
        return metrics;
    }

    @Override
    public void close() {
        mount.close();
        metrics.close();
    }
}
