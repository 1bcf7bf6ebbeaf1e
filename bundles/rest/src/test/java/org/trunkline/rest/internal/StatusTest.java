package org.trunkline.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.rest.internal.health.Outcome;
import org.trunkline.server.Problem;

class StatusTest {

    private TestNode node;
    private Client viewer;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start();
        viewer = Client.of(node, TestAccounts.VIEWER);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void saysWhatTheNodeIsAndHas() throws Exception {
        node.ready.add(new Outcome("store", true, "OK", "The store answers."));

        JsonObject status = viewer.get("/api/v1/status").json();

        assertEquals(JsonParser.parseString("""
                        {"name": "test-node", "version": "0.1.0", "profile": "publisher",
                         "startedAt": "2026-11-22T09:00:00Z", "managementAddress": "https://localhost:9443"}
                        """), status.get("node"));
        assertTrue(status.get("ready").getAsBoolean());
        assertEquals("DBSaver", status.getAsJsonObject("sink").get("name").getAsString());
        assertEquals("memory", status.getAsJsonObject("store").get("type").getAsString());
        assertEquals(
                node.store.head().toString(),
                status.getAsJsonObject("store").get("head").getAsString());
        assertEquals(
                JsonParser.parseString(
                        "[{\"name\": \"store\", \"status\": \"OK\", \"message\": \"The store answers.\"}]"),
                status.get("checks"));
        assertFalse(status.has("gateway"));
        assertFalse(status.has("source"));
    }

    @Test
    void namesWhatDoesNotWork() throws Exception {
        node.problems.add(new Problem(Problem.Kind.BUNDLE, "saver.jar", "It needs a package that nobody has."));

        assertEquals(
                JsonParser.parseString(
                        "[{\"kind\":\"BUNDLE\",\"subject\":\"saver.jar\",\"reason\":\"It needs a package that nobody has.\"}]"),
                viewer.get("/api/v1/status").json().get("problems"));
    }

    @Test
    void answersWhenTheStoreDoesNot() throws Exception {
        node.store.goAway();

        Client.Reply status = viewer.get("/api/v1/status");
        Client.Reply nodes = viewer.get("/api/v1/nodes");

        assertEquals(200, status.status());
        assertTrue(status.json().getAsJsonObject("store").has("problem"), status.toString());
        assertEquals(200, nodes.status());
        assertTrue(nodes.json().has("problem"), nodes.toString());
    }

    @Test
    void showsTheGatewayInShort() throws Exception {
        node.bindGateway(Gateways.withOneOfEach());

        JsonObject gateway = viewer.get("/api/v1/status").json().getAsJsonObject("gateway");

        assertEquals(JsonParser.parseString("""
                        {"source": "DBRetriever", "ready": true, "phase": "RETRYING",
                         "labels": ["Internal", "Production and Sandbox"], "heldRevision": "r-2",
                         "lastContact": "2026-11-22T10:00:00Z", "problem": "The store is away.",
                         "previewAddress": "http://127.0.0.1:8280", "deployed": 1, "failed": 1}
                        """), gateway);
    }

    @Test
    void showsTheGatewayInFull() throws Exception {
        node.bindGateway(Gateways.withOneOfEach());

        JsonObject gateway = viewer.get("/api/v1/gateway").json();

        assertEquals(JsonParser.parseString("""
                        [{"label": "Internal", "otherLabels": ["Production and Sandbox"], "apiId": "pizza",
                          "name": "PizzaShackAPI", "version": "1.0.0", "tenant": "carbon.super", "provider": "admin",
                          "context": "/pizza/1.0.0", "revision": "r-1", "deployedAt": "2026-11-22T10:00:00Z",
                          "notPreviewed": ["mediator throttle"], "ignoredHandlers": []}]
                        """), gateway.get("apis"));
        assertEquals(JsonParser.parseString("""
                        [{"label": "Internal", "apiId": "burger", "revision": "r-2", "reason": "No context.",
                          "failedAt": "2026-11-22T10:00:00Z", "earlierVersionServed": false}]
                        """), gateway.get("failures"));
        assertEquals(
                1.5, gateway.getAsJsonObject("counters").get("deploySeconds").getAsDouble());
    }

    @Test
    void aNodeWithoutAGatewaySaysSo() throws Exception {
        Client.Reply reply = viewer.get("/api/v1/gateway");

        assertEquals(409, reply.status());
        assertTrue(
                reply.detail().contains("gateway_labels of [apim.sync_runtime_artifacts.gateway]"), reply.toString());
    }

    @Test
    void healthIsForAnybodyAndWithoutDetails() throws Exception {
        node.ready.add(new Outcome("gateway", false, "TEMPORARILY_UNAVAILABLE", "secret address of a store"));
        Client stranger = Client.stranger(node);

        Client.Reply health = stranger.get("/health");
        Client.Reply ready = stranger.get("/health/ready");
        Client.Reply live = stranger.get("/health/live");

        assertEquals(503, health.status());
        assertEquals(JsonParser.parseString("{\"live\":\"UP\",\"ready\":\"DOWN\",\"status\":\"DOWN\"}"), health.json());
        assertEquals(503, ready.status());
        assertEquals(200, live.status());
        assertFalse(health.text().contains("secret"));
    }

    @Test
    void metricsAreInTheFormatOfPrometheus() throws Exception {
        node.bindGateway(Gateways.withOneOfEach());
        Client.of(node, TestAccounts.PUBLISHER).post("/api/v1/artifacts?label=Internal", Documents.pizza("pizza"));
        viewer.get("/api/v1/artifacts/pizza");
        viewer.get("/api/v1/made/up/by/a/scanner");

        Client.Reply reply = viewer.get("/metrics");

        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                reply.header("Content-Type").orElse(""));
        for (String line : new String[] {
            "trunkline_artifacts_written_total{instruction=\"Publish\"} 1.0",
            "trunkline_http_requests_seconds_count{method=\"GET\",route=\"/api/v1/artifacts/{apiId}\",status=\"200\"} 1",
            "trunkline_http_requests_seconds_count{method=\"GET\",route=\"none\",status=\"404\"} 1",
            "trunkline_gateway_apis_deployed 1.0",
            "trunkline_gateway_apis_failed 1.0",
            "trunkline_gateway_deployments_total 5.0",
            "trunkline_gateway_last_contact_seconds 1.7953416E9",
            "trunkline_store_readers 0.0",
            "jvm_memory_used_bytes{",
            "jvm_threads_live_threads ",
            "process_uptime_seconds "
        }) {
            assertTrue(reply.text().contains("\n" + line), line + " is not in\n" + reply.text());
        }
    }

    @Test
    void measuresOfAGatewayGoWithIt() throws Exception {
        assertFalse(viewer.get("/metrics").text().contains("trunkline_gateway_"));
    }
}
