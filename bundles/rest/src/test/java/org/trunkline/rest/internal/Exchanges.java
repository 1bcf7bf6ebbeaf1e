package org.trunkline.rest.internal;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.rest.internal.github.WebhookSecret;
import org.trunkline.rest.internal.health.Outcome;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.wire.ArtifactFrameWriter;

/** What has to be asked, and of what kind of node, to get a certain answer. */
final class Exchanges {

    /** One request, with what has to happen before. */
    @FunctionalInterface
    interface Exchange {
        Client.Reply with(TestNode node) throws Exception;
    }

    private static final ArtifactKey KEY = ArtifactKey.synapse("Internal", "pizza");
    private static final String ARTIFACTS = "/api/v1/artifacts?label=Internal";
    private static final String PIZZA = "/api/v1/artifacts/pizza";
    private static final String BODY = PIZZA + "/body?label=Internal";
    private static final String HISTORY = PIZZA + "/history?label=Internal";
    private static final String USERS = "/api/v1/users";
    private static final String PASSWORD = "/api/v1/users/vera/password";
    private static final String ZOE = "{\"name\":\"zoe\",\"password\":\"eoz\",\"roles\":[\"viewer\"]}";
    private static final String STORE = "/api/v1/store";
    private static final String KEY_QUERY = "?kind=SYNAPSE&label=Internal&id=pizza";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final String ROLLBACK = "/api/v1/rollback";
    private static final String IMPORT = "/api/v1/github/import";

    private static final Map<String, Exchange> OWN = new TreeMap<>();

    static {
        OWN.put("showStatus 200", node -> {
            onGitHub(node, GitHubFake.builder());
            node.bindGateway(Gateways.withOneOfEach());
            return viewer(node).get("/api/v1/status");
        });
        OWN.put("listNodes 200", node -> {
            viewer(node).get(STORE + "/head", "Trunkline-Node", "gw-1");
            return viewer(node).get("/api/v1/nodes");
        });
        OWN.put("showGateway 200", node -> {
            node.bindGateway(Gateways.withOneOfEach());
            return viewer(node).get("/api/v1/gateway");
        });
        OWN.put("showGateway 409", node -> viewer(node).get("/api/v1/gateway"));
        OWN.put("openApi 200", node -> viewer(node).get("/api/v1/openapi.json"));
        OWN.put("metrics 200", node -> viewer(node).get("/metrics"));
        for (String health : List.of("", "/live", "/ready")) {
            String operation = health.isEmpty() ? "health" : health.substring(1);
            OWN.put(operation + " 200", node -> viewer(node).get("/health" + health));
            OWN.put(operation + " 503", node -> {
                node.live.add(down());
                node.ready.add(down());
                return viewer(node).get("/health" + health);
            });
        }
        artifacts();
        rollback();
        users();
        store();
        github();
        OWN.putAll(RegistryExchanges.all());
    }

    private Exchanges() {}

    private static void artifacts() {
        OWN.put("listArtifacts 200", node -> published(node).get("/api/v1/artifacts"));
        OWN.put("listArtifacts 503", node -> away(node).get("/api/v1/artifacts"));
        OWN.put("publishArtifact 201", node -> publisher(node).post(ARTIFACTS, Documents.pizza("pizza")));
        OWN.put(
                "publishArtifact 409",
                node -> published(node).post(ARTIFACTS + "&expected=other", Documents.pizza("pizza")));
        OWN.put(
                "publishArtifact 412",
                node -> published(node).post(ARTIFACTS, Documents.pizza("pizza"), "If-None-Match", "*"));
        OWN.put(
                "publishArtifact 413",
                node -> publisher(node).post(ARTIFACTS, " ".repeat((int) TestNode.MAX_BODY_SIZE + 1)));
        OWN.put("publishArtifact 415", node -> publisher(node).send("POST", ARTIFACTS, BodyPublishers.ofString("{}")));
        OWN.put("publishArtifact 422", node -> publisher(node).post(ARTIFACTS, "{}"));
        OWN.put("publishArtifact 503", node -> away(node).post(ARTIFACTS, Documents.pizza("pizza")));
        OWN.put("showArtifact 200", node -> published(node).get(PIZZA));
        OWN.put("showArtifact 404", node -> publisher(node).get(PIZZA));
        OWN.put("showArtifact 503", node -> away(node).get(PIZZA));
        OWN.put("removeArtifact 200", node -> published(node).delete(PIZZA));
        OWN.put("removeArtifact 404", node -> publisher(node).delete(PIZZA));
        OWN.put("removeArtifact 409", node -> {
            Client client = published(node);
            node.parts.unbindSink(node.parts.sink().orElseThrow());
            return client.delete(PIZZA);
        });
        OWN.put("removeArtifact 422", node -> {
            node.store.write(List.of(write("no document")));
            return publisher(node).delete(PIZZA);
        });
        OWN.put("removeArtifact 503", node -> away(node).delete(PIZZA));
        OWN.put("readArtifactBody 200", node -> published(node).get(BODY));
        OWN.put("readArtifactBody 304", node -> {
            String tag = published(node).get(BODY).header("ETag").orElseThrow();
            return publisher(node).get(BODY, "If-None-Match", tag);
        });
        OWN.put("readArtifactBody 404", node -> publisher(node).get(BODY));
        OWN.put("readArtifactBody 409", node -> {
            String old = forgottenRevision(node);
            return publisher(node).get(BODY + "&revision=" + old);
        });
        OWN.put("readArtifactBody 422", node -> {
            Client client = published(node);
            node.store.damage(KEY);
            return client.get(BODY);
        });
        OWN.put("readArtifactBody 503", node -> away(node).get(BODY));
        OWN.put("showArtifactHistory 200", node -> published(node).get(HISTORY));
        OWN.put("showArtifactHistory 404", node -> publisher(node).get(HISTORY));
        OWN.put("showArtifactHistory 503", node -> away(node).get(HISTORY));
    }

    private static void rollback() {
        for (String operation : List.of("planRollback", "runRollback")) {
            String method = operation.equals("planRollback") ? "GET" : "POST";
            OWN.put(operation + " 200", node -> {
                published(node);
                String old = node.store.head().toString();
                publisher(node).delete(PIZZA);
                String plan = ROLLBACK + "?apiId=pizza&to=" + old;
                String expected =
                        publisher(node).get(plan).json().get("expected").getAsString();
                return publisher(node)
                        .send(
                                method,
                                plan + (method.equals("GET") ? "" : "&expected=" + expected),
                                BodyPublishers.noBody());
            });
            OWN.put(operation + " 404", node -> goBack(method, published(node), "nobody", node.store.head()));
            OWN.put(operation + " 409", node -> {
                Revision old = Revision.of(forgottenRevision(node));
                return goBack(method, publisher(node), "pizza", old);
            });
            OWN.put(operation + " 422", node -> goBack(method, published(node), "pizza", Revision.of("another-store")));
            OWN.put(operation + " 503", node -> goBack(method, away(node), "pizza", Revision.of("any")));
        }
    }

    private static Client.Reply goBack(String method, Client client, String apiId, Revision to) throws Exception {
        String query = "?apiId=" + apiId + "&to=" + to + (method.equals("POST") ? "&expected=it" : "");
        return client.send(method, ROLLBACK + query, BodyPublishers.noBody());
    }

    private static void users() {
        OWN.put("listUsers 200", node -> admin(node).get(USERS));
        OWN.put("addUser 201", node -> admin(node).post(USERS, ZOE));
        OWN.put("addUser 409", node -> admin(node).post(USERS, ZOE.replace("zoe", "vera")));
        OWN.put("addUser 413", node -> admin(node).post(USERS, " ".repeat((int) TestNode.MAX_BODY_SIZE + 1)));
        OWN.put("addUser 415", node -> admin(node).send("POST", USERS, BodyPublishers.ofString(ZOE)));
        OWN.put("addUser 422", node -> admin(node).post(USERS, ZOE.replace("eoz", "e")));
        OWN.put("addUser 503", node -> {
            node.accounts.makeReadOnly();
            return admin(node).post(USERS, ZOE);
        });
        OWN.put("changePassword 204", node -> admin(node).put(PASSWORD, "{\"password\":\"n3w\"}"));
        OWN.put(
                "changePassword 404",
                node -> admin(node).put(PASSWORD.replace("vera", "nobody"), "{\"password\":\"n3w\"}"));
        OWN.put(
                "changePassword 409",
                node -> admin(node).put(PASSWORD.replace("vera", "ada"), "{\"password\":\"n3w\"}"));
        OWN.put("changePassword 413", node -> admin(node).put(PASSWORD, " ".repeat((int) TestNode.MAX_BODY_SIZE + 1)));
        OWN.put("changePassword 415", node -> admin(node).send("PUT", PASSWORD, BodyPublishers.ofString("{}")));
        OWN.put("changePassword 422", node -> admin(node).put(PASSWORD, "{\"password\":\"n\"}"));
        OWN.put("changePassword 503", node -> {
            node.accounts.makeReadOnly();
            return admin(node).put(PASSWORD, "{\"password\":\"n3w\"}");
        });
        OWN.put("removeUser 204", node -> admin(node).delete(USERS + "/vera"));
        OWN.put("removeUser 404", node -> admin(node).delete(USERS + "/nobody"));
        OWN.put("removeUser 409", node -> admin(node).delete(USERS + "/ada"));
        OWN.put("removeUser 503", node -> {
            node.accounts.makeReadOnly();
            return admin(node).delete(USERS + "/vera");
        });
    }

    private static void store() {
        OWN.put("storeHead 200", node -> viewer(node).get(STORE + "/head"));
        OWN.put("storeHead 503", node -> away(node).get(STORE + "/head"));
        OWN.put("storeRead 200", node -> published(node).get(STORE + "/artifact" + KEY_QUERY));
        OWN.put("storeRead 409", node -> {
            String old = forgottenRevision(node);
            return viewer(node).get(STORE + "/artifact" + KEY_QUERY + "&at=" + old);
        });
        OWN.put("storeRead 422", node -> {
            Client client = published(node);
            node.store.damage(KEY);
            return client.get(STORE + "/artifact" + KEY_QUERY);
        });
        OWN.put("storeRead 503", node -> away(node).get(STORE + "/artifact" + KEY_QUERY));
        OWN.put("storeFind 200", node -> published(node).get(STORE + "/find"));
        OWN.put("storeFind 503", node -> away(node).get(STORE + "/find"));
        OWN.put("storeHistory 200", node -> published(node).get(STORE + "/history" + KEY_QUERY + "&limit=5"));
        OWN.put("storeHistory 503", node -> away(node).get(STORE + "/history" + KEY_QUERY + "&limit=5"));
        OWN.put("storeSnapshot 200", node -> snapshot(published(node), node.store.head()));
        OWN.put("storeSnapshot 409", node -> {
            Revision old = Revision.of(forgottenRevision(node));
            return snapshot(viewer(node), old);
        });
        OWN.put("storeSnapshot 415", node -> viewer(node).post(STORE + "/snapshot", "{}"));
        OWN.put("storeSnapshot 422", node -> snapshot(viewer(node), Revision.of("other")));
        OWN.put("storeSnapshot 503", node -> snapshot(away(node), Revision.of("other")));
        OWN.put("storeChanges 200", node -> {
            Revision before = node.store.head();
            return changes(published(node), before, node.store.head());
        });
        OWN.put("storeChanges 410", node -> {
            Revision old = Revision.of(forgottenRevision(node));
            return changes(viewer(node), old, node.store.head());
        });
        OWN.put("storeChanges 415", node -> viewer(node).post(STORE + "/changes", "{}"));
        OWN.put("storeChanges 422", node -> changes(published(node), node.store.head(), Revision.of("other")));
        OWN.put("storeChanges 503", node -> changes(away(node), Revision.of("a"), Revision.of("b")));
        OWN.put("storeWrite 200", node -> write(publisher(node), write("new")));
        OWN.put("storeWrite 409", node -> write(published(node), write("new").expectingAbsent()));
        OWN.put("storeWrite 415", node -> publisher(node).post(STORE + "/write", "{}"));
        OWN.put("storeWrite 422", node -> write(publisher(node), write("x".repeat((int) TestNode.MAX_BODY_SIZE + 1))));
        OWN.put("storeWrite 503", node -> write(away(node), write("new")));
    }

    /** The answers that this knows how to get of one route, beside those that any route gives. */
    static Set<String> names() {
        return OWN.keySet();
    }

    /** Whether any route answers so, whatever the node has. */
    static boolean isRefusedAtTheGate(String operation, String status) {
        return !OWN.containsKey(operation + " " + status)
                && Set.of("400", "401", "403", "429").contains(status);
    }

    static Exchange of(String operation, String method, String template, String status) {
        Exchange own = OWN.get(operation + " " + status);
        if (own != null) {
            return own;
        }
        String path =
                template.replace("{apiId}", "pizza").replace("{name}", "vera").replace("{path}", "x");
        BodyPublisher nothing = BodyPublishers.noBody();
        return switch (status) {
            case "400" -> node -> admin(node).send(method, path + "?nonsense=1", nothing);
            case "401" -> node -> Client.stranger(node).send(method, path, nothing);
            case "403" ->
                node -> {
                    String[] foreign = {"Origin", "https://evil.example"};
                    boolean everybodys = operation.startsWith("store") && !operation.equals("storeWrite")
                            || template.startsWith("/api/v1/registry/");
                    return everybodys
                            ? viewer(node).send(method, path, nothing, foreign)
                            : viewer(node).send(method, path, nothing);
                };
            case "429" -> node -> Client.of(node, TestAccounts.LOCKED).send(method, path, nothing);
            default -> throw new AssertionError("Nobody brings about " + operation + " " + status + ": add it here");
        };
    }

    private static Client viewer(TestNode node) {
        return Client.of(node, TestAccounts.VIEWER);
    }

    private static Client publisher(TestNode node) {
        return Client.of(node, TestAccounts.PUBLISHER);
    }

    private static Client admin(TestNode node) {
        return Client.of(node, TestAccounts.ADMIN);
    }

    private static Client published(TestNode node) throws Exception {
        publisher(node).post(ARTIFACTS, Documents.pizza("pizza"));
        return publisher(node);
    }

    private static void github() {
        for (String operation : List.of("planImport", "runImport")) {
            String method = operation.equals("planImport") ? "GET" : "POST";
            Exchange imports = node -> publisher(node).send(method, IMPORT, BodyPublishers.noBody());
            OWN.put(operation + " 200", node -> {
                GitHubHost host = onGitHub(node, GitHubFake.builder());
                host.commit(
                        "Pizza:v1:@carbon.super::Publish;[Internal]", "Internal/pizza.json", Documents.pizza("pizza"));
                host.commit("By hand", "Internal/broken.json", "<<<<");
                return imports.with(node);
            });
            OWN.put(operation + " 409", imports);
            OWN.put(operation + " 422", node -> {
                onGitHub(node, GitHubFake.builder().publicRepository());
                return imports.with(node);
            });
            OWN.put(operation + " 503", node -> {
                onGitHub(node, GitHubFake.builder().hourlyLimit(0));
                return imports.with(node);
            });
        }
        OWN.put("receiveGitHubDelivery 202", node -> {
            onGitHub(node, GitHubFake.builder());
            return Deliveries.signed(node, "push", "{}");
        });
        OWN.put("receiveGitHubDelivery 204", node -> {
            onGitHub(node, GitHubFake.builder());
            return Deliveries.signed(node, "ping", "{}");
        });
        OWN.put("receiveGitHubDelivery 401", node -> {
            node.parts.bindWebhookSecret(new WebhookSecret("another secret"));
            return Deliveries.send(node, "push", "1", "{}", Deliveries.signature("{}"));
        });
        OWN.put(
                "receiveGitHubDelivery 404",
                node -> Deliveries.send(node, "push", "1", "{}", Deliveries.signature("{}")));
        OWN.put("receiveGitHubDelivery 413", node -> {
            node.parts.bindWebhookSecret(new WebhookSecret(Deliveries.SECRET));
            return Deliveries.signed(node, "push", " ".repeat((int) TestNode.MAX_BODY_SIZE + 1));
        });
        OWN.put(
                "receiveGitHubDelivery 415",
                node -> Client.stranger(node).send("POST", Deliveries.PATH, BodyPublishers.ofString("{}")));
        OWN.put("receiveGitHubDelivery 503", node -> {
            node.parts.bindWebhookSecret(new WebhookSecret(Deliveries.SECRET));
            return Deliveries.signed(node, "push", "{}");
        });
    }

    /** Its store and its webhook are GitHub's from now on. */
    private static GitHubHost onGitHub(TestNode node, GitHubFake.Builder builder) throws Exception {
        GitHubHost host = new GitHubHost(builder);
        node.closeAtTheEnd(host);
        host.serve(node);
        node.parts.bindWebhookSecret(new WebhookSecret(Deliveries.SECRET));
        return host;
    }

    private static Client away(TestNode node) {
        node.store.goAway();
        return publisher(node);
    }

    private static Outcome down() {
        return new Outcome("check", false, "CRITICAL", "It does not work.");
    }

    /** A revision that the store had and does not keep. */
    private static String forgottenRevision(TestNode node) throws Exception {
        published(node);
        String old = node.store.head().toString();
        published(node);
        node.store.forget();
        return old;
    }

    private static ArtifactWrite write(String body) {
        ApiIdentity identity = ApiIdentity.of("PizzaShackAPI", "1.0.0", "carbon.super");
        return ArtifactWrite.of(KEY, Instruction.PUBLISH, identity, ArtifactBody.of(body));
    }

    private static Client.Reply write(Client client, ArtifactWrite write) throws Exception {
        return client.send(
                "POST",
                STORE + "/write",
                BodyPublishers.ofInputStream(() -> ArtifactFrameWriter.stream(List.of(write))),
                "Content-Type",
                ArtifactFrameWriter.MEDIA_TYPE);
    }

    private static Client.Reply snapshot(Client client, Revision at) throws Exception {
        return client.send(
                "POST", STORE + "/snapshot", BodyPublishers.ofString("label=Internal&at=" + at), "Content-Type", FORM);
    }

    private static Client.Reply changes(Client client, Revision from, Revision to) throws Exception {
        return client.send(
                "POST",
                STORE + "/changes",
                BodyPublishers.ofString("label=Internal&from=" + from + "&to=" + to),
                "Content-Type",
                FORM);
    }
}
