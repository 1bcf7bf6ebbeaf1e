package org.trunkline.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.rest.internal.github.WebhookSecret;
import org.trunkline.store.github.internal.OpenGitHubStore;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** A node whose store is a GitHub repository. */
class GitHubTest {

    private static final String ARTIFACTS = "/api/v1/artifacts?label=Internal";
    private static final ArtifactKey PIZZA = ArtifactKey.synapse("Internal", "pizza");

    private GitHubHost host;
    private TestNode node;
    private ArtifactStore store;
    private Client publisher;

    @BeforeEach
    void start() throws Exception {
        host = new GitHubHost(GitHubFake.builder());
        node = TestNode.start();
        store = host.serve(node);
        publisher = Client.of(node, TestAccounts.PUBLISHER);
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
        host.close();
    }

    private String metric(String line) throws Exception {
        return publisher
                .get("/metrics")
                .text()
                .lines()
                .filter(l -> l.startsWith(line + " "))
                .map(l -> l.substring(line.length() + 1))
                .findFirst()
                .orElse("none");
    }

    @Nested
    class Publishing {

        @Test
        void describesWhatWasStoredAlsoWhenAnotherPublisherWroteSince() throws Exception {
            OpenGitHubStore second = host.open(Map.of());
            node.closeAtTheEnd(second);
            node.parts.bindSink(new LateSink(
                    node.parts.sink().orElseThrow(),
                    () -> second.store()
                            .write(List.of(ArtifactWrite.of(
                                    PIZZA,
                                    Instruction.PUBLISH,
                                    ApiIdentity.of("PizzaShackAPI", "1.0.0", "carbon.super"),
                                    ArtifactBody.of("another"))))));

            Client.Reply reply = publisher.post(ARTIFACTS, Documents.pizza("pizza"));

            assertEquals(201, reply.status(), reply.toString());
            JsonObject stored = reply.json().getAsJsonArray("artifacts").get(0).getAsJsonObject();
            String revision = reply.json().get("revision").getAsString();
            assertEquals(revision, stored.get("revision").getAsString());
            assertTrue(stored.has("savedAt"), reply.toString());
            assertEquals(
                    ArtifactBody.of(Documents.pizza("pizza")).sha256(),
                    stored.get("sha256").getAsString());
            assertFalse(revision.equals(store.head().toString()));
        }
    }

    @Nested
    class Budget {

        @Test
        void statusSaysWhatGitHubAllowsAndWhatWasUsed() throws Exception {
            publisher.post(ARTIFACTS, Documents.pizza("pizza"));

            JsonObject github = publisher
                    .get("/api/v1/status")
                    .json()
                    .getAsJsonObject("store")
                    .getAsJsonObject("github");

            assertEquals("acme/artifacts", github.get("repository").getAsString());
            assertEquals("127.0.0.1", github.get("host").getAsString());
            assertFalse(github.has("branch"), "it is the default branch");
            assertEquals(5_000, github.get("limit").getAsInt());
            int requests = github.get("requests").getAsInt();
            assertTrue(requests > 0, github.toString());
            assertEquals(requests, github.get("lastHour").getAsInt());
            assertEquals(
                    5_000 - requests + github.get("notModified").getAsInt(),
                    github.get("remaining").getAsInt());
            assertFalse(github.has("pausedUntil"), github.toString());
        }

        @Test
        void statusSaysWhyNothingIsAsked() throws Exception {
            host.github.hourlyLimit(0);
            publisher.get(ARTIFACTS);

            JsonObject github = publisher
                    .get("/api/v1/status")
                    .json()
                    .getAsJsonObject("store")
                    .getAsJsonObject("github");

            assertTrue(github.has("pausedUntil"), github.toString());
            assertFalse(github.get("pauseReason").getAsString().isEmpty());
            assertEquals("1.0", metric("trunkline_github_paused"));
        }

        @Test
        void metricsAreThoseOfTheStatusAndGoWithTheStore() throws Exception {
            publisher.post(ARTIFACTS, Documents.pizza("pizza"));
            node.parts.github().orElseThrow();

            assertEquals("5000.0", metric("trunkline_github_rate_limit"));
            assertTrue(Double.parseDouble(metric("trunkline_github_requests_total")) > 0);
            assertTrue(Double.parseDouble(metric("trunkline_github_rate_limit_remaining")) < 5_000);
            assertTrue(Double.parseDouble(metric("trunkline_github_not_modified_total")) >= 0);
            node.parts.unbindGitHub(store);
            assertEquals("none", metric("trunkline_github_requests_total"));
        }
    }

    @Nested
    class Import {

        private static final String IMPORT = "/api/v1/github/import";

        @BeforeEach
        void formerRepository() throws Exception {
            host.commit(
                    "PizzaShackAPI:v1.0.0:@carbon.super::Publish;[Internal]",
                    "Internal/pizza.json",
                    Documents.pizza("pizza"));
            host.commit("By hand", "Internal/broken.json", "<<<<");
        }

        @Test
        void isShownFirstAndChangesNothingUntilItIsRun() throws Exception {
            String before = store.head().toString();

            JsonObject plan = publisher.get(IMPORT).json();

            assertEquals(before, store.head().toString());
            JsonArray moves = plan.getAsJsonArray("moves");
            assertEquals(1, moves.size());
            JsonObject move = moves.get(0).getAsJsonObject();
            assertEquals("Internal/pizza.json", move.get("from").getAsString());
            assertTrue(move.get("to").getAsString().startsWith("published/Internal"), move.toString());
            assertEquals(
                    "PizzaShackAPI",
                    move.getAsJsonObject("artifact").get("name").getAsString());
            JsonObject broken = plan.getAsJsonArray("unreadable").get(0).getAsJsonObject();
            assertEquals("Internal/broken.json", broken.get("path").getAsString());

            Client.Reply run = publisher.send("POST", IMPORT, BodyPublishers.noBody());

            assertEquals(200, run.status(), run.toString());
            assertEquals(store.head().toString(), run.json().get("revision").getAsString());
            assertEquals(
                    Documents.pizza("pizza"),
                    store.read(PIZZA).map(Artifact::body).orElseThrow().asText());
            assertEquals(0, publisher.get(IMPORT).json().getAsJsonArray("moves").size());
        }

        @Test
        void isForTheGitHubStoreOnly() throws Exception {
            node.parts.unbindGitHub(store);
            node.bind(node.store);

            Client.Reply reply = publisher.get(IMPORT);

            assertEquals(409, reply.status());
            assertTrue(reply.detail().contains("this node's store is 'memory'"), reply.detail());
        }

        @Test
        void isRunByThoseWhoMayPublish() throws Exception {
            assertEquals(
                    403,
                    Client.of(node, TestAccounts.VIEWER)
                            .send("POST", IMPORT, BodyPublishers.noBody())
                            .status());
        }
    }

    @Nested
    class Webhook {

        private static final String PUSH =
                "{\"ref\":\"refs/heads/main\",\"repository\":{\"full_name\":\"Acme/artifacts\",\"default_branch\":\"main\"}}";

        private final Semaphore hints = new Semaphore(0);

        @BeforeEach
        void configure() {
            node.parts.bindWebhookSecret(new WebhookSecret(Deliveries.SECRET));
            store.watch(hints::release);
        }

        @Test
        void aPushThatGitHubSendsWakesThoseWhoWait() throws Exception {
            String before = store.head().toString();
            host.github.webhooks().subscribe(URI.create(node.address() + Deliveries.PATH), Deliveries.SECRET);

            host.commit("By hand", "notes.md", "x");

            assertTrue(hints.tryAcquire(20, TimeUnit.SECONDS), "nobody was told");
            assertFalse(before.equals(store.head().toString()));
            assertEquals("1.0", metric("trunkline_github_webhooks_total{outcome=\"accepted\"}"));
        }

        @Test
        void whatComesTwiceIsLookedAtOnce() throws Exception {
            String signature = Deliveries.signature(PUSH);

            assertEquals(
                    202,
                    Deliveries.send(node, "push", "guid-1", PUSH, signature).status());
            assertEquals(
                    204,
                    Deliveries.send(node, "push", "guid-1", PUSH, signature).status());
            assertEquals(
                    202,
                    Deliveries.send(node, "push", "guid-2", PUSH, signature).status());

            assertEquals(2, hints.drainPermits());
            assertEquals("1.0", metric("trunkline_github_webhooks_total{outcome=\"duplicate\"}"));
        }

        @Test
        void aForgedDeliveryDoesNotKeepTheRightOneOut() throws Exception {
            Deliveries.send(node, "push", "guid-1", PUSH, "sha256=0");

            assertEquals(
                    202,
                    Deliveries.send(node, "push", "guid-1", PUSH, Deliveries.signature(PUSH))
                            .status());
        }

        @Test
        void whatHappenedElsewhereIsAcknowledgedAndNoMore() throws Exception {
            assertEquals(
                    204,
                    Deliveries.signed(node, "push", PUSH.replace("heads/main", "heads/x"))
                            .status());
            assertEquals(
                    204,
                    Deliveries.signed(node, "push", PUSH.replace("Acme/", "other/"))
                            .status());
            assertEquals(
                    204,
                    Deliveries.signed(node, "ping", "{\"zen\":\"Keep it logically awesome.\"}")
                            .status());
            assertEquals(204, Deliveries.signed(node, "issues", PUSH).status());

            assertEquals(0, hints.drainPermits());
            assertEquals("4.0", metric("trunkline_github_webhooks_total{outcome=\"ignored\"}"));
        }

        @Test
        void aMissingSignatureIsRefusedAsAWrongOneIs() throws Exception {
            Client.Reply wrong = Deliveries.send(node, "push", Deliveries.newId(), PUSH, "sha256=" + "0".repeat(64));
            Client.Reply old = Deliveries.send(
                    node,
                    "push",
                    Deliveries.newId(),
                    PUSH,
                    Deliveries.signature(PUSH).replace("256=", "1="));
            Client.Reply missing = Client.stranger(node).post(Deliveries.PATH, PUSH, "X-GitHub-Event", "push");

            for (Client.Reply reply : List.of(wrong, old, missing)) {
                assertEquals(401, reply.status());
                assertEquals(wrong.text(), reply.text());
            }
            assertEquals(0, hints.drainPermits());
            assertEquals("3.0", metric("trunkline_github_webhooks_total{outcome=\"refused\"}"));
        }

        @Test
        void theSignatureIsOverTheBytesAsTheyCame() throws Exception {
            String spaced = " \n" + PUSH.replace("{", "{ ") + "\u00fc ".strip().substring(1);

            assertEquals(202, Deliveries.signed(node, "push", spaced).status());
            assertEquals(
                    401,
                    Deliveries.send(node, "push", Deliveries.newId(), spaced + " ", Deliveries.signature(spaced))
                            .status());
        }

        @Test
        void aLongPushIsProvenToItsEnd() throws Exception {
            String longPush = PUSH.substring(0, PUSH.length() - 1) + ",\"commits\":[\"" + "x".repeat(90_000) + "\"]}";

            assertEquals(202, Deliveries.signed(node, "push", longPush).status());
            assertEquals(
                    401,
                    Deliveries.send(
                                    node,
                                    "push",
                                    Deliveries.newId(),
                                    longPush.replace("\"]}", "\"]]"),
                                    Deliveries.signature(longPush))
                            .status());
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://github.com", "null"})
        void theOriginOfADeliveryDoesNotMatter(String origin) throws Exception {
            assertEquals(
                    202,
                    Deliveries.signed(node, "push", PUSH, "Origin", origin, "Sec-Fetch-Site", "cross-site")
                            .status());
        }

        @Test
        void withoutASecretThereIsNoWebhook() throws Exception {
            node.parts.unbindWebhookSecret(node.parts.webhookSecret().orElseThrow());

            assertEquals(404, Deliveries.signed(node, "push", PUSH).status());
        }
    }
}
