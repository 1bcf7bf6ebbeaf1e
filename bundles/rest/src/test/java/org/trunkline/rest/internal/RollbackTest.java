package org.trunkline.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.document.GatewayDocument;

class RollbackTest {

    private static final String ROLLBACK = "/api/v1/rollback?";

    private TestNode node;
    private Client publisher;
    private ArtifactStore store;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start();
        store = node.store;
        publisher = Client.of(node, TestAccounts.PUBLISHER);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    /** Gives the revision. */
    private String publish(String apiId, String marker, String... labels) throws Exception {
        List<String> query =
                Arrays.stream(labels).map(label -> "label=" + label).toList();
        Client.Reply reply =
                publisher.post("/api/v1/artifacts?" + String.join("&", query), Documents.pizza(apiId, marker));
        assertEquals(201, reply.status(), reply.toString());
        return reply.json().get("revision").getAsString();
    }

    private void remove(String apiId) throws Exception {
        assertEquals(200, publisher.delete("/api/v1/artifacts/" + apiId).status());
    }

    private JsonObject plan(String query) throws Exception {
        Client.Reply reply = publisher.get(ROLLBACK + query);
        assertEquals(200, reply.status(), reply.toString());
        return reply.json();
    }

    private Client.Reply run(String query, JsonObject plan) throws Exception {
        String all = ROLLBACK + query + "&expected=" + plan.get("expected").getAsString();
        return publisher.send("POST", all, BodyPublishers.noBody());
    }

    private static List<String> changes(JsonObject plan) {
        List<String> changes = new ArrayList<>();
        for (JsonElement element : plan.getAsJsonArray("changes")) {
            JsonObject change = element.getAsJsonObject();
            JsonObject artifact = change.getAsJsonObject(change.has("then") ? "then" : "now");
            changes.add(change.get("instruction").getAsString() + " "
                    + artifact.get("apiId").getAsString() + " "
                    + artifact.get("label").getAsString());
        }
        return changes;
    }

    private static int stays(JsonObject plan) {
        return plan.getAsJsonArray("stays").size();
    }

    private Map<String, String> published(String... labels) throws Exception {
        Map<String, String> published = new TreeMap<>();
        try (ArtifactCursor cursor = store.snapshot(Set.of(labels), store.head())) {
            for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
                ArtifactEntry entry = next.get();
                published.put(
                        entry.key().label() + "/" + entry.key().id(),
                        entry.artifact().body().asText());
            }
        }
        return published;
    }

    private void assertRefused(int status, String reason, String query) throws Exception {
        for (String method : List.of("GET", "POST")) {
            Client.Reply reply = publisher.send(
                    method, ROLLBACK + query + (method.equals("POST") ? "&expected=x" : ""), BodyPublishers.noBody());
            assertEquals(status, reply.status(), reply.toString());
            assertTrue(reply.detail().contains(reason), reply.detail());
        }
    }

    @Nested
    class OfAnApi {

        @Test
        void bringsItBackOnAllItsLabelsByteForByteInOneWrite() throws Exception {
            String then = publish("pizza", "first", "A", "B", "C");
            publish("pizza", "second", "A", "B");
            String head = store.head().toString();

            JsonObject plan = plan("apiId=pizza&to=" + then);

            assertEquals(List.of("Publish pizza A", "Publish pizza B"), changes(plan));
            assertEquals(1, stays(plan));
            assertEquals(head, plan.get("head").getAsString());
            assertEquals(head, store.head().toString(), "a plan changes nothing");

            Client.Reply reply = run("apiId=pizza&to=" + then, plan);

            assertEquals(200, reply.status(), reply.toString());
            String first = Documents.pizza("pizza", "first");
            assertEquals(Map.of("A/pizza", first, "B/pizza", first, "C/pizza", first), published("A", "B", "C"));
            String revision = reply.json().get("revision").getAsString();
            assertEquals(store.head().toString(), revision);
            for (String label : List.of("A", "B")) {
                Artifact back = store.read(ArtifactKey.synapse(label, "pizza")).orElseThrow();
                assertEquals(revision, back.info().revision().toString());
                assertEquals(TestAccounts.PUBLISHER, back.info().savedBy().orElseThrow());
            }
        }

        @Test
        void isToldToGateways() throws Exception {
            String then = publish("pizza", "first", "A");
            publish("pizza", "second", "A");
            publish("cola", "x", "A");
            List<ArtifactWrite> announced = new ArrayList<>();
            var sink = node.parts.sink().orElseThrow();
            node.parts.bindSink(new WatchedSink(sink, announced::addAll));

            run("apiId=pizza&to=" + then, plan("apiId=pizza&to=" + then));

            assertEquals(1, announced.size(), "only through the sink gateways hear of it");
        }

        @Test
        void isLimitedToTheLabelsThatAreNamed() throws Exception {
            String then = publish("pizza", "first", "A", "B");
            publish("pizza", "second", "A", "B");
            String query = "apiId=pizza&label=B&to=" + then;

            run(query, plan(query));

            assertEquals(Documents.pizza("pizza", "second"), published("A").get("A/pizza"));
            assertEquals(Documents.pizza("pizza", "first"), published("B").get("B/pizza"));
        }

        @Test
        void bringsBackWhatWasRemovedAndRemovesItWhereItWasNot() throws Exception {
            String then = publish("pizza", "first", "A");
            remove("pizza");
            publish("pizza", "second", "B");
            JsonObject plan = plan("apiId=pizza&to=" + then);

            assertEquals(List.of("Publish pizza A", "Remove pizza B"), changes(plan));
            run("apiId=pizza&to=" + then, plan);

            assertEquals(Map.of("A/pizza", Documents.pizza("pizza", "first")), published("A", "B"));
            Artifact gone = store.read(ArtifactKey.synapse("B", "pizza")).orElseThrow();
            assertEquals(Instruction.REMOVE, gone.info().instruction());
            assertEquals(
                    GatewayDocument.parse(ArtifactBody.of(Documents.pizza("pizza", "second")))
                            .tombstone(),
                    gone.body(),
                    "the tombstone undoes what was published last");
        }

        @Test
        void canItselfBeUndone() throws Exception {
            String then = publish("pizza", "first", "A");
            publish("pizza", "second", "A");
            JsonObject plan = plan("apiId=pizza&to=" + then);
            run("apiId=pizza&to=" + then, plan);
            String undo = "apiId=pizza&to=" + plan.get("head").getAsString();

            run(undo, plan(undo));

            assertEquals(Documents.pizza("pizza", "second"), published("A").get("A/pizza"));
        }

        @Test
        void doesNothingWhereNothingChanged() throws Exception {
            String then = publish("pizza", "first", "A");
            publish("cola", "x", "A");
            String head = store.head().toString();
            JsonObject plan = plan("apiId=pizza&to=" + then);

            Client.Reply reply = run("apiId=pizza&to=" + then, plan);

            assertEquals(List.of(), changes(plan));
            assertEquals(head, reply.json().get("revision").getAsString());
            assertEquals(head, store.head().toString());
        }

        @Test
        void isRefusedOnceSomebodyElseWroteWhatItIsAbout() throws Exception {
            String then = publish("pizza", "first", "A");
            publish("pizza", "second", "A");
            JsonObject plan = plan("apiId=pizza&to=" + then);
            publish("pizza", "third", "A");

            Client.Reply reply = run("apiId=pizza&to=" + then, plan);

            assertEquals(409, reply.status());
            assertTrue(reply.detail().contains("somebody else published or removed meanwhile"), reply.detail());
            assertEquals(Documents.pizza("pizza", "third"), published("A").get("A/pizza"));
        }

        @Test
        void isNotRefusedBecauseOfOtherApis() throws Exception {
            String then = publish("pizza", "first", "A");
            publish("pizza", "second", "A");
            JsonObject plan = plan("apiId=pizza&to=" + then);
            publish("cola", "x", "A");

            assertEquals(200, run("apiId=pizza&to=" + then, plan).status());
        }

        @Test
        void doesNotTakeOffWhatComesBetweenTheCheckAndTheWrite() throws Exception {
            String then = publish("pizza", "first", "A");
            publish("pizza", "second", "B");
            JsonObject plan = plan("apiId=pizza&to=" + then);
            node.parts.bindSink(new WatchedSink(
                    node.parts.sink().orElseThrow(),
                    batch -> node.store.write(List.of(ArtifactWrite.of(
                            ArtifactKey.synapse("B", "pizza"),
                            Instruction.PUBLISH,
                            ApiIdentity.of("PizzaShackAPI", "1.0.0", "carbon.super"),
                            ArtifactBody.of("newer"))))));

            assertEquals(409, run("apiId=pizza&to=" + then, plan).status());
            assertEquals("newer", published("B").get("B/pizza"));
        }

        @Test
        void needsAnApiThatWasThere() throws Exception {
            String before = publish("cola", "x", "A");
            publish("pizza", "first", "A");

            assertRefused(404, "Nothing was ever published for API 'nobody'", "apiId=nobody&to=" + before);
            assertRefused(404, "Nothing was published for API 'pizza' at revision", "apiId=pizza&to=" + before);
            assertRefused(
                    404,
                    "was never published on label 'B'; it is or was on [A]",
                    "apiId=pizza&label=B&to=" + store.head());
        }

        @Test
        void needsARevisionThatIsKept() throws Exception {
            String then = publish("pizza", "first", "A");
            publish("pizza", "second", "A");
            node.store.forget();

            assertRefused(409, "is no longer kept", "apiId=pizza&to=" + then);
            assertRefused(422, "is not one of this store", "apiId=pizza&to=0123");
            assertRefused(400, "Say what goes back", "to=" + then);
        }

        @Test
        void needsWhatCanBeRead() throws Exception {
            String then = publish("pizza", "first", "A");
            publish("pizza", "second", "A");
            node.store.damage(ArtifactKey.synapse("A", "pizza"));

            assertRefused(422, "it is damaged", "apiId=pizza&to=" + then);
            assertRefused(422, "it is damaged", "label=A&to=" + then);
        }

        @Test
        void isForThoseWhoMayPublish() throws Exception {
            String then = publish("pizza", "first", "A");
            Client viewer = Client.of(node, TestAccounts.VIEWER);

            assertEquals(200, viewer.get(ROLLBACK + "apiId=pizza&to=" + then).status());
            assertEquals(
                    403,
                    viewer.send("POST", ROLLBACK + "apiId=pizza&expected=x&to=" + then, BodyPublishers.noBody())
                            .status());
        }
    }

    @Nested
    class OfALabel {

        @Test
        void makesTheWholeLabelWhatItWas() throws Exception {
            publish("pizza", "first", "A", "B");
            publish("cola", "first", "A");
            String then = publish("soup", "first", "A");
            Map<String, String> before = published("A");
            publish("pizza", "second", "A", "B");
            remove("cola");
            publish("cake", "new", "A");
            JsonObject plan = plan("label=A&to=" + then);

            assertEquals(List.of("Remove cake A", "Publish cola A", "Publish pizza A"), changes(plan));
            assertEquals(1, stays(plan));

            assertEquals(200, run("label=A&to=" + then, plan).status());

            assertEquals(before, published("A"));
            assertEquals(Documents.pizza("pizza", "second"), published("B").get("B/pizza"), "other labels stay");
            assertEquals(
                    Instruction.REMOVE,
                    store.read(ArtifactKey.synapse("A", "cake"))
                            .orElseThrow()
                            .info()
                            .instruction());
        }

        @Test
        void isRefusedOnceAnotherApiWasPublishedThere() throws Exception {
            String then = publish("pizza", "first", "A");
            publish("pizza", "second", "A");
            JsonObject plan = plan("label=A&to=" + then);
            publish("cake", "new", "A");

            assertEquals(409, run("label=A&to=" + then, plan).status());
            assertEquals(2, published("A").size());
        }

        @Test
        void needsALabelThatWasThere() throws Exception {
            String before = publish("pizza", "first", "A");
            publish("pizza", "first", "B");

            assertRefused(404, "Nothing was ever published on label 'X'", "label=X&to=" + before);
            assertRefused(404, "Nothing was published for label 'B' at revision", "label=B&to=" + before);
        }
    }

    @Nested
    class OnGitHub {

        private GitHubHost host;

        @BeforeEach
        void serve() throws Exception {
            host = new GitHubHost(GitHubFake.builder());
            node.closeAtTheEnd(host);
            store = host.serve(node, Map.of("_encryption_key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));
        }

        @Test
        void isOneNewCommitOnTopOfWhatWasThere() throws Exception {
            String then = publish("pizza", "first", "A", "B");
            publish("pizza", "second", "A");
            String last = publish("cake", "new", "A");
            JsonObject plan = plan("label=A&to=" + then);

            assertEquals(List.of("Remove cake A", "Publish pizza A"), changes(plan));
            Client.Reply reply = run("label=A&to=" + then, plan);

            String commit = reply.json().get("revision").getAsString();
            var parents = host.github
                    .repository()
                    .git()
                    .commit(ObjectId.fromString(commit))
                    .getParents();
            assertEquals(1, parents.length);
            assertEquals(last, parents[0].name());
            assertEquals(Map.of("A/pizza", Documents.pizza("pizza", "first")), published("A"));
        }

        @Test
        void goesOnWhenAnotherCommitCameThatIsNotAboutIt() throws Exception {
            String then = publish("pizza", "first", "A");
            publish("pizza", "second", "A");
            JsonObject plan = plan("apiId=pizza&to=" + then);
            host.commit("By hand", "notes.md", "x");

            assertEquals(200, run("apiId=pizza&to=" + then, plan).status());
            assertEquals(Documents.pizza("pizza", "first"), published("A").get("A/pizza"));
        }

        @Test
        void takesTheFirstDigitsOfACommitOfItsHistory() throws Exception {
            String then = publish("pizza", "first", "A");
            String second = publish("pizza", "second", "A");
            JsonObject plan = plan("apiId=pizza&to=" + then.substring(0, 7));

            assertEquals(then, plan.get("to").getAsString());
            assertEquals(
                    Documents.pizza("pizza", "first"),
                    publisher
                            .get("/api/v1/artifacts/pizza/body?label=A&revision=" + then.substring(0, 7))
                            .text());
            assertFalse(then.startsWith(second.substring(0, 7)));
            String elsewhere = publish("cake", "new", "A").substring(0, 7);
            assertRefused(404, "came with a commit that begins with", "apiId=pizza&to=" + elsewhere);
            assertRefused(422, "commits, in 40 hexadecimal digits", "label=A&to=" + then.substring(0, 7));
        }

        @Test
        void needsACommitOfTheRepository() throws Exception {
            publish("pizza", "first", "A");
            String unknown = "0123456789012345678901234567890123456789";

            for (String query : List.of("apiId=pizza&to=" + unknown, "label=A&to=" + unknown)) {
                Client.Reply reply = publisher.get(ROLLBACK + query);
                assertEquals(422, reply.status(), reply.toString());
                assertTrue(reply.detail().contains(unknown), reply.detail());
            }
        }

        @Test
        void historyNamesTheCommitsOfEachLabel() throws Exception {
            String first = publish("pizza", "first", "A", "B");
            String second = publish("pizza", "second", "B");

            List<String> states = new ArrayList<>();
            for (JsonElement state :
                    publisher.get("/api/v1/artifacts/pizza/history").json().getAsJsonArray("artifacts")) {
                states.add(state.getAsJsonObject().get("label").getAsString() + " "
                        + state.getAsJsonObject().get("revision").getAsString());
            }

            assertEquals(List.of("A " + first, "B " + second, "B " + first), states);
        }
    }
}
