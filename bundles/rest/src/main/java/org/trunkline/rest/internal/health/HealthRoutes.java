package org.trunkline.rest.internal.health;

import java.util.List;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Route;

/** What load balancers and supervisors ask, without an account and without details. */
public final class HealthRoutes {

    private final Health health;

    public HealthRoutes(Health health) {
        this.health = health;
    }

    public List<Route> all() {
        return List.of(
                route("/health", "health", "Whether the node is live and ready", Health.LIVE, Health.READY),
                route("/health/live", "live", "Whether the process is any good", Health.LIVE),
                route("/health/ready", "ready", "Whether the node does its work now", Health.READY));
    }

    private Route route(String path, String id, String summary, String... tags) {
        Operation operation =
                Operation.of(id, summary).answers(Answer.json(200, "yes", "Health"), Answer.json(503, "no", "Health"));
        return Route.open(Method.GET, path, operation, new ShowHealth(health, List.of(tags)));
    }
}
