package org.trunkline.rest.internal;

import jakarta.servlet.Servlet;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.trunkline.registry.access.AccessRule;
import org.trunkline.registry.access.AccessRules;
import org.trunkline.rest.internal.health.Health;
import org.trunkline.rest.internal.http.ApiServlet;
import org.trunkline.rest.internal.http.BodyLimit;
import org.trunkline.rest.internal.http.Routes;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.server.Accounts;
import org.trunkline.server.Node;

/** The management API of a node, as the servlet that its HTTP server finds. */
@Component(
        service = Servlet.class,
        configurationPid = ManagementApi.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ManagementConfig.class)
@HttpWhiteboardServletName("trunkline-management")
@HttpWhiteboardServletAsyncSupported
@HttpWhiteboardServletPattern({"/api/*", "/health/*", "/metrics"})
public final class ManagementApi extends ApiServlet {

    static final String PID = "org.trunkline.rest";

    private static final long serialVersionUID = 1L;

    private final transient Assembly assembly;

    @Activate
    public ManagementApi(
            ManagementConfig config,
            @Reference Node node,
            @Reference Accounts accounts,
            @Reference NodeParts parts,
            @Reference Health health) {
        this(new BodyLimit(config.max_body_size()), rules(config), node, accounts, parts, health);
    }

    private ManagementApi(
            BodyLimit limit, AccessRules rules, Node node, Accounts accounts, NodeParts parts, Health health) {
        this(limit, accounts, new Assembly(limit, node, accounts, parts, health, rules));
    }

    private static AccessRules rules(ManagementConfig config) {
        return config.rules().length == 0
                ? AccessRules.DEFAULT
                : new AccessRules(
                        Arrays.stream(config.rules()).map(AccessRule::parse).toList());
    }

    private ManagementApi(BodyLimit limit, Accounts accounts, Assembly assembly) {
        super(assembly.routes(), accounts, limit, assembly.observer());
        this.assembly = assembly;
    }

    Routes routes() {
        return assembly.routes();
    }

    @Deactivate
    void stop() {
        assembly.close();
        stopWaiting();
    }
}
