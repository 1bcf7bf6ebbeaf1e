package org.trunkline.rest.internal.status;

import java.util.List;
import org.trunkline.rest.internal.health.Health;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.rest.internal.store.StoreMount;
import org.trunkline.server.Node;
import org.trunkline.server.Role;

/** What can be asked about this node, and about those that depend on it. */
public final class StatusRoutes {

    private final Node node;
    private final NodeParts parts;
    private final Health health;
    private final StoreMount mount;

    public StatusRoutes(Node node, NodeParts parts, Health health, StoreMount mount) {
        this.node = node;
        this.parts = parts;
        this.health = health;
        this.mount = mount;
    }

    public List<Route> all() {
        return List.of(
                Route.of(
                        Method.GET,
                        "/api/v1/status",
                        Role.VIEWER,
                        Operation.of("showStatus", "What this node is, what it has, and what does not work")
                                .answers(Answer.json(200, "its status", "Status")),
                        new ShowStatus(node, parts, health)),
                Route.of(
                        Method.GET,
                        "/api/v1/nodes",
                        Role.VIEWER,
                        Operation.of("listNodes", "This node, and the gateways that read from its store")
                                .answers(Answer.json(200, "as they were seen last", "Nodes")),
                        new ListNodes(node, parts, mount)));
    }
}
