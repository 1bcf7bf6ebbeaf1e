package org.trunkline.rest.internal.gateway;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trunkline.gateway.DeployedApi;
import org.trunkline.gateway.FailedArtifact;
import org.trunkline.gateway.Gateway;
import org.trunkline.gateway.GatewayCounters;
import org.trunkline.gateway.GatewayStatus;

/** Shows the gateway's status. The only class that knows the gateway's types. */
public final class GatewayView implements GatewayPart {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Gateway gateway;

    private GatewayView(Gateway gateway) {
        this.gateway = gateway;
    }

    /** @param service a {@link Gateway}, whose type the caller may not be able to name */
    public static GatewayPart of(Object service) {
        return new GatewayView((Gateway) service);
    }

    @Override
    public boolean isOf(Object service) {
        return gateway == service;
    }

    @Override
    public JsonObject summary() {
        GatewayStatus status = gateway.status();
        JsonObject json = start(status);
        json.addProperty("deployed", status.apis().size());
        json.addProperty("failed", status.failures().size());
        return json;
    }

    @Override
    public JsonObject full() {
        GatewayStatus status = gateway.status();
        JsonObject json = start(status);
        JsonArray apis = new JsonArray();
        status.apis().forEach(api -> apis.add(json(api)));
        json.add("apis", apis);
        JsonArray failures = new JsonArray();
        status.failures().forEach(failure -> failures.add(json(failure)));
        json.add("failures", failures);
        json.add("counters", json(status.counters()));
        return json;
    }

    private static JsonObject start(GatewayStatus status) {
        JsonObject json = new JsonObject();
        json.addProperty("source", status.source());
        json.addProperty("ready", status.ready());
        json.addProperty("phase", status.phase().name());
        json.add("labels", texts(status.labels()));
        status.heldRevision().ifPresent(revision -> json.addProperty("heldRevision", revision.toString()));
        status.lastContact().ifPresent(time -> json.addProperty("lastContact", time.toString()));
        status.problem().ifPresent(problem -> json.addProperty("problem", problem));
        status.previewAddress().ifPresent(address -> json.addProperty("previewAddress", address.toString()));
        status.previewProblem().ifPresent(problem -> json.addProperty("previewProblem", problem));
        return json;
    }

    private static JsonObject json(DeployedApi api) {
        JsonObject json = new JsonObject();
        json.addProperty("label", api.label());
        json.add("otherLabels", texts(api.otherLabels()));
        json.addProperty("apiId", api.apiId());
        json.addProperty("name", api.identity().name());
        json.addProperty("version", api.identity().version());
        json.addProperty("tenant", api.identity().tenant());
        api.identity().provider().ifPresent(provider -> json.addProperty("provider", provider));
        api.context().ifPresent(context -> json.addProperty("context", context));
        api.defaultContext().ifPresent(context -> json.addProperty("defaultContext", context));
        json.addProperty("revision", api.revision().toString());
        json.addProperty("deployedAt", api.deployedAt().toString());
        json.add("notPreviewed", texts(api.notPreviewed()));
        json.add("ignoredHandlers", texts(api.ignoredHandlers()));
        return json;
    }

    private static JsonObject json(FailedArtifact failure) {
        JsonObject json = new JsonObject();
        json.addProperty("label", failure.key().label());
        json.addProperty("apiId", failure.key().id());
        failure.revision().ifPresent(revision -> json.addProperty("revision", revision.toString()));
        json.addProperty("reason", failure.reason());
        json.addProperty("failedAt", failure.failedAt().toString());
        json.addProperty("earlierVersionServed", failure.earlierVersionServed());
        return json;
    }

    private static JsonObject json(GatewayCounters counters) {
        JsonObject json = new JsonObject();
        json.addProperty("deployments", counters.deployments());
        json.addProperty("removals", counters.removals());
        json.addProperty("failures", counters.failures());
        json.addProperty("deploySeconds", seconds(counters.deployTime()));
        json.addProperty("requests", counters.requests());
        json.addProperty("refusals", counters.refusals());
        json.addProperty("backEndFailures", counters.backEndFailures());
        json.addProperty("requestSeconds", seconds(counters.requestTime()));
        return json;
    }

    private static JsonArray texts(List<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }

    @Override
    public Map<GatewayMeasure, Double> measures() {
        GatewayStatus status = gateway.status();
        GatewayCounters counters = status.counters();
        Map<GatewayMeasure, Double> measures = new LinkedHashMap<>();
        measures.put(GatewayMeasure.READY, status.ready() ? 1.0 : 0.0);
        measures.put(GatewayMeasure.DEPLOYED, (double) status.apis().size());
        measures.put(GatewayMeasure.FAILED, (double) status.failures().size());
        measures.put(
                GatewayMeasure.LAST_CONTACT,
                status.lastContact()
                        .map(Instant::getEpochSecond)
                        .map(Long::doubleValue)
                        .orElse(0.0));
        measures.put(GatewayMeasure.DEPLOYMENTS, (double) counters.deployments());
        measures.put(GatewayMeasure.REMOVALS, (double) counters.removals());
        measures.put(GatewayMeasure.FAILURES, (double) counters.failures());
        measures.put(GatewayMeasure.REQUESTS, (double) counters.requests());
        measures.put(GatewayMeasure.REQUEST_SECONDS, seconds(counters.requestTime()));
        return measures;
    }
}
