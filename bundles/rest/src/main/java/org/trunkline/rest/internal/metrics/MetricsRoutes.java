package org.trunkline.rest.internal.metrics;

import java.util.List;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Media;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.rest.internal.http.TextContent;
import org.trunkline.server.Role;

/** What Prometheus asks. */
public final class MetricsRoutes {

    private static final String TYPE = "text/plain";

    private final NodeMetrics metrics;

    public MetricsRoutes(NodeMetrics metrics) {
        this.metrics = metrics;
    }

    public List<Route> all() {
        return List.of(Route.of(
                Method.GET,
                "/metrics",
                Role.VIEWER,
                Operation.of("metrics", "What is measured, in the text format of Prometheus")
                        .answers(Answer.of(200, "all measures", new Media(TYPE, "Text"))),
                call -> Reply.of(200, new TextContent(TYPE + "; version=0.0.4; charset=utf-8", metrics.page()))));
    }
}
