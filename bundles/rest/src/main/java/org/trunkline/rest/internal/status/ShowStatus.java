package org.trunkline.rest.internal.status;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.trunkline.rest.internal.health.Health;
import org.trunkline.rest.internal.health.Outcome;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.BoundStore;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.server.Node;
import org.trunkline.server.Problem;
import org.trunkline.sync.ArtifactStoreException;

/** This node. It answers whatever is broken, because then it is needed most. */
final class ShowStatus implements Handler {

    private final Node node;
    private final NodeParts parts;
    private final Health health;
    private final NodeJson nodeJson = new NodeJson();

    ShowStatus(Node node, NodeParts parts, Health health) {
        this.node = node;
        this.parts = parts;
        this.health = health;
    }

    @Override
    public Reply handle(Call call) {
        List<Outcome> live = health.check(Health.LIVE);
        List<Outcome> ready = health.check(Health.READY);
        JsonObject json = new JsonObject();
        json.add("node", nodeJson.of(node));
        json.addProperty("live", live.stream().allMatch(Outcome::up));
        json.addProperty("ready", ready.stream().allMatch(Outcome::up));
        json.add("checks", checks(live, ready));
        json.add("problems", problems());
        parts.store().ifPresent(store -> {
            JsonObject shown = store(store);
            parts.github().ifPresent(github -> shown.add("github", github.status()));
            json.add("store", shown);
        });
        parts.sink().ifPresent(sink -> json.add("sink", named(sink.name())));
        parts.source().ifPresent(source -> json.add("source", named(source.name())));
        parts.gateway().ifPresent(gateway -> json.add("gateway", gateway.summary()));
        return Reply.ok(json);
    }

    private static JsonArray checks(List<Outcome> live, List<Outcome> ready) {
        List<Outcome> all = new ArrayList<>(live);
        ready.stream().filter(outcome -> !live.contains(outcome)).forEach(all::add);
        JsonArray checks = new JsonArray();
        for (Outcome outcome : all) {
            JsonObject check = new JsonObject();
            check.addProperty("name", outcome.name());
            check.addProperty("status", outcome.status());
            check.addProperty("message", outcome.message());
            checks.add(check);
        }
        return checks;
    }

    private JsonArray problems() {
        JsonArray problems = new JsonArray();
        for (Problem problem : node.problems()) {
            JsonObject json = new JsonObject();
            json.addProperty("kind", problem.kind().name());
            json.addProperty("subject", problem.subject());
            json.addProperty("reason", problem.reason());
            problems.add(json);
        }
        return problems;
    }

    private static JsonObject store(BoundStore bound) {
        JsonObject json = new JsonObject();
        json.addProperty("type", bound.type());
        try {
            json.addProperty("head", bound.store().head().toString());
        } catch (ArtifactStoreException e) {
            json.addProperty("problem", e.getMessage());
        }
        return json;
    }

    private static JsonObject named(String name) {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        return json;
    }
}
