package org.trunkline.rest.internal;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.trunkline.rest.internal.artifacts.ArtifactRoutes;
import org.trunkline.rest.internal.gateway.GatewayRoutes;
import org.trunkline.rest.internal.health.Health;
import org.trunkline.rest.internal.health.HealthRoutes;
import org.trunkline.rest.internal.http.ApiServlet;
import org.trunkline.rest.internal.http.BodyLimit;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.rest.internal.http.Routes;
import org.trunkline.rest.internal.metrics.MetricsRoutes;
import org.trunkline.rest.internal.metrics.NodeMetrics;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.rest.internal.openapi.OpenApiRoutes;
import org.trunkline.rest.internal.status.StatusRoutes;
import org.trunkline.rest.internal.users.UserRoutes;
import org.trunkline.server.Accounts;
import org.trunkline.server.Node;

/** The management API of a node: all that can be asked of it, put together. */
@Component(
        service = Servlet.class,
        configurationPid = ManagementApi.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ManagementConfig.class)
@HttpWhiteboardServletName("trunkline-management")
@HttpWhiteboardServletPattern({"/api/*", "/health/*", "/metrics"})
@HttpWhiteboardServletAsyncSupported
public final class ManagementApi extends ApiServlet {

    static final String PID = "org.trunkline.rest";

    private static final long serialVersionUID = 1L;

    private final transient NodeMetrics metrics;

    @Activate
    public ManagementApi(
            ManagementConfig config,
            @Reference Node node,
            @Reference Accounts accounts,
            @Reference NodeParts parts,
            @Reference Health health) {
        this(config, node, accounts, parts, health, new NodeMetrics(parts));
    }

    private ManagementApi(
            ManagementConfig config,
            Node node,
            Accounts accounts,
            NodeParts parts,
            Health health,
            NodeMetrics metrics) {
        super(routes(node, accounts, parts, health, metrics), accounts, new BodyLimit(config.max_body_size()), metrics);
        this.metrics = metrics;
    }

    private static Routes routes(Node node, Accounts accounts, NodeParts parts, Health health, NodeMetrics metrics) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new StatusRoutes(node, parts, health).all());
        routes.addAll(new GatewayRoutes(parts).all());
        routes.addAll(new ArtifactRoutes(parts, metrics).all());
        routes.addAll(new UserRoutes(accounts).all());
        routes.addAll(new HealthRoutes(health).all());
        routes.addAll(new MetricsRoutes(metrics).all());
        return new Routes(new OpenApiRoutes(routes, node.version()).all());
    }

    @Deactivate
    void stop() {
        metrics.close();
    }
}
