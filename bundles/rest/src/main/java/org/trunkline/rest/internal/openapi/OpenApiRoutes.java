package org.trunkline.rest.internal.openapi;

import java.util.ArrayList;
import java.util.List;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.server.Role;

/** The description of all routes, itself among them. */
public final class OpenApiRoutes {

    private final List<Route> others;
    private final String version;

    /** @param version of the node's software */
    public OpenApiRoutes(List<Route> others, String version) {
        this.others = List.copyOf(others);
        this.version = version;
    }

    public List<Route> all() {
        List<Route> all = new ArrayList<>(others);
        all.add(Route.of(
                Method.GET,
                "/api/v1/openapi.json",
                Role.VIEWER,
                Operation.of("openApi", "This description of the API")
                        .answers(Answer.json(200, "an OpenAPI 3.1 document", "OpenApi")),
                call -> Reply.ok(new OpenApiDocument(version).of(all))));
        return List.copyOf(all);
    }
}
