package org.trunkline.rest.internal.gateway;

import java.util.List;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.server.Role;

/** What can be asked about this node's gateway. */
public final class GatewayRoutes {

    private final NodeParts parts;

    public GatewayRoutes(NodeParts parts) {
        this.parts = parts;
    }

    public List<Route> all() {
        return List.of(Route.of(
                Method.GET,
                "/api/v1/gateway",
                Role.VIEWER,
                Operation.of("showGateway", "What this node's gateway has deployed, and what it could not")
                        .answers(
                                Answer.json(200, "its status", "Gateway"),
                                Answer.empty(409, "this node runs no gateway")),
                call -> Reply.ok(parts.requireGateway().full())));
    }
}
