package org.trunkline.rest.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.document.GatewayDocument;

class ArtifactsTest {

    private static final String BOTH = "/api/v1/artifacts?label=Internal&label=Production%20and%20Sandbox";
    private static final ArtifactKey INTERNAL = ArtifactKey.synapse("Internal", "pizza");

    private TestNode node;
    private Client publisher;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start();
        publisher = Client.of(node, TestAccounts.PUBLISHER);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static List<String> texts(Client.Reply reply, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonElement artifact : reply.json().getAsJsonArray("artifacts")) {
            texts.add(artifact.getAsJsonObject().get(field).getAsString());
        }
        return texts;
    }

    @Nested
    class Publish {

        @Test
        void keepsTheBodyByteForByte() throws Exception {
            String document = "\n\t "
                    + Documents.pizza("pizza").replace("\"override\"", "\"future\" : \"ünknown\",  \"override\"");

            Client.Reply reply = publisher.post(BOTH, document);

            assertEquals(201, reply.status(), reply.toString());
            for (String label : List.of("Internal", "Production and Sandbox")) {
                Artifact stored =
                        node.store.read(ArtifactKey.synapse(label, "pizza")).orElseThrow();
                assertEquals(document, stored.body().asText());
                assertEquals(Instruction.PUBLISH, stored.info().instruction());
                assertEquals(Optional.of(TestAccounts.PUBLISHER), stored.info().savedBy());
            }
        }

        @Test
        void writesAllLabelsInOneBatchAndSaysWhatItWrote() throws Exception {
            Client.Reply reply = publisher.post(BOTH, Documents.pizza("pizza"));

            String revision = reply.json().get("revision").getAsString();
            assertEquals(List.of(revision, revision), texts(reply, "revision"));
            assertEquals(List.of("Internal", "Production and Sandbox"), texts(reply, "label"));
            JsonObject artifact =
                    reply.json().getAsJsonArray("artifacts").get(0).getAsJsonObject();
            Artifact stored = node.store.read(INTERNAL).orElseThrow();
            assertEquals(stored.body().sha256(), artifact.get("sha256").getAsString());
            assertEquals(stored.body().size(), artifact.get("size").getAsInt());
            assertEquals(
                    stored.info().savedAt().toString(), artifact.get("savedAt").getAsString());
            assertEquals("PizzaShackAPI", artifact.get("name").getAsString());
            assertEquals("admin", artifact.get("provider").getAsString());
            assertEquals(TestAccounts.PUBLISHER, artifact.get("savedBy").getAsString());
        }

        @Test
        void takesALabelThatIsGivenTwiceForOne() throws Exception {
            Client.Reply reply =
                    publisher.post("/api/v1/artifacts?label=Internal&label=Internal", Documents.pizza("pizza"));

            assertEquals(List.of("Internal"), texts(reply, "label"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"apiId\": broken | line 1, column 11",
                    "{\"name\":\"a\",\"version\":\"1\",\"tenantDomain\":\"t\"} | apiId",
                    "{\"apiId\":\"../../etc/passwd\",\"name\":\"a\",\"version\":\"1\",\"tenantDomain\":\"t\"} | apiId",
                    "[] | object"
                })
        void refusesWhatIsNoArtifactAndSaysWhy(String body, String reason) throws Exception {
            Client.Reply reply = publisher.post("/api/v1/artifacts?label=Internal", body);

            assertEquals(422, reply.status());
            assertTrue(reply.detail().contains(reason), reply.toString());
            assertTrue(node.store.find(ArtifactQuery.all()).isEmpty());
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                value = {
                    "<!DOCTYPE api [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><api>&x;</api>",
                    "<!DOCTYPE api [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><api>&b;</api>",
                    "<api><unclosed></api>"
                })
        void refusesXmlThatReachesOutOrBlowsUp(String xml) throws Exception {
            JsonObject document = new JsonObject();
            document.addProperty("apiId", "pizza");
            document.addProperty("name", "PizzaShackAPI");
            document.addProperty("version", "1.0.0");
            document.addProperty("tenantDomain", "carbon.super");
            document.addProperty("apiDefinition", xml);

            Client.Reply reply = publisher.post("/api/v1/artifacts?label=Internal", document.toString());

            assertEquals(422, reply.status());
            assertTrue(reply.detail().contains("apiDefinition"), reply.toString());
            assertFalse(reply.text().contains("root:"), reply.toString());
        }

        @Test
        void losesNothingThatIsStoredWhenItIsRefused() throws Exception {
            publisher.post(BOTH, Documents.pizza("pizza"));
            String before = node.store.head().toString();

            publisher.post(BOTH, "{");
            publisher.post("/api/v1/artifacts?label=" + "x".repeat(300), Documents.pizza("pizza"));

            assertEquals(before, node.store.head().toString());
        }
    }

    @Nested
    class Preconditions {

        private String revision;

        @BeforeEach
        void publish() throws Exception {
            Client.Reply reply = publisher.post("/api/v1/artifacts?label=Internal", Documents.pizza("pizza", "1"));
            revision = reply.json().get("revision").getAsString();
        }

        private Client.Reply republish(String query, String... headers) throws Exception {
            return publisher.post("/api/v1/artifacts?label=Internal" + query, Documents.pizza("pizza", "2"), headers);
        }

        @Test
        void letAPublishThroughThatKnowsWhatItReplaces() throws Exception {
            assertEquals(201, republish("", "If-Match", "\"" + revision + "\"").status());
        }

        @Test
        void letAnExpectedRevisionThrough() throws Exception {
            assertEquals(201, republish("&expected=" + revision).status());
        }

        @Test
        void stopAPublishThatHasSeenAnOlderState() throws Exception {
            republish("");

            Client.Reply byHeader = republish("", "If-Match", "\"" + revision + "\"");
            Client.Reply byQuery = republish("&expected=" + revision);

            assertEquals(412, byHeader.status());
            assertEquals(409, byQuery.status());
        }

        @Test
        void stopAPublishThatExpectsNothing() throws Exception {
            assertEquals(412, republish("", "If-None-Match", "*").status());
            Client.Reply other =
                    publisher.post("/api/v1/artifacts?label=Other", Documents.pizza("pizza"), "If-None-Match", "*");
            assertEquals(201, other.status());
        }

        @Test
        void thatContradictEachOtherAreRefused() throws Exception {
            assertEquals(
                    400,
                    republish("&expected=" + revision, "If-None-Match", "*").status());
            assertEquals(400, republish("", "If-Match", revision).status());
            assertEquals(400, republish("", "If-Match", "*").status());
            assertEquals(
                    400, republish("", "If-None-Match", "\"" + revision + "\"").status());
        }
    }

    @Nested
    class Remove {

        @BeforeEach
        void publish() throws Exception {
            publisher.post(BOTH, Documents.pizza("pizza"));
        }

        @Test
        void storesTheTombstoneOfWhatIsPublished() throws Exception {
            Artifact published = node.store.read(INTERNAL).orElseThrow();

            Client.Reply reply = publisher.delete("/api/v1/artifacts/pizza?label=Internal");

            assertEquals(200, reply.status(), reply.toString());
            assertEquals(List.of("Remove"), texts(reply, "instruction"));
            Artifact tombstone = node.store.read(INTERNAL).orElseThrow();
            assertEquals(Instruction.REMOVE, tombstone.info().instruction());
            assertEquals(Optional.of(TestAccounts.PUBLISHER), tombstone.info().savedBy());
            assertEquals(GatewayDocument.parse(published.body()).tombstone(), tombstone.body());
        }

        @Test
        void leavesOtherLabelsAlone() throws Exception {
            publisher.delete("/api/v1/artifacts/pizza?label=Internal");

            Client.Reply reply = publisher.get("/api/v1/artifacts?instruction=Publish");

            assertEquals(List.of("Production and Sandbox"), texts(reply, "label"));
        }

        @Test
        void withoutALabelTakesItOffAllInOneBatch() throws Exception {
            Client.Reply reply = publisher.delete("/api/v1/artifacts/pizza");

            assertEquals(List.of("Internal", "Production and Sandbox"), texts(reply, "label"));
            assertEquals(1, texts(reply, "revision").stream().distinct().count());
            assertTrue(node.store
                    .find(ArtifactQuery.all().instruction(Instruction.PUBLISH))
                    .isEmpty());
        }

        @Test
        void ofSomethingElseNamesWhereItIs() throws Exception {
            Client.Reply label = publisher.delete("/api/v1/artifacts/pizza?label=Internal&label=Nowhere");
            Client.Reply api = publisher.delete("/api/v1/artifacts/burger");

            assertEquals(404, label.status());
            assertTrue(label.detail().contains("not published on label 'Nowhere'"), label.toString());
            assertTrue(label.detail().contains("'Internal', 'Production and Sandbox'"), label.toString());
            assertEquals(404, api.status());
            assertEquals(
                    Instruction.PUBLISH,
                    node.store.read(INTERNAL).orElseThrow().info().instruction());
        }

        @Test
        void leavesWhatSomebodyPublishedMeanwhile() throws Exception {
            ArtifactSink behind = node.parts.sink().orElseThrow();
            node.parts.bindSink(new ArtifactSink() {
                @Override
                public String name() {
                    return behind.name();
                }

                @Override
                public Optional<Revision> publish(List<ArtifactWrite> batch) throws ArtifactStoreException {
                    node.store.write(List.of(StoreRoutesTest.write("pizza")));
                    return behind.publish(batch);
                }
            });

            Client.Reply reply = publisher.delete("/api/v1/artifacts/pizza");

            assertEquals(409, reply.status());
            assertEquals(
                    Instruction.PUBLISH,
                    node.store.read(INTERNAL).orElseThrow().info().instruction());
        }

        @Test
        void aSecondTimeFindsNothing() throws Exception {
            publisher.delete("/api/v1/artifacts/pizza");

            assertEquals(404, publisher.delete("/api/v1/artifacts/pizza").status());
        }
    }

    @Nested
    class Find {

        @BeforeEach
        void publish() throws Exception {
            for (String id : List.of("a", "b", "c", "d", "e")) {
                publisher.post(BOTH, Documents.pizza(id));
            }
        }

        @Test
        void givesPagesThatTogetherAreAll() throws Exception {
            List<String> seen = new ArrayList<>();
            Client.Reply page = publisher.get("/api/v1/artifacts?limit=3");
            for (int pages = 0; pages < 10; pages++) {
                assertTrue(texts(page, "apiId").size() <= 3);
                for (JsonElement artifact : page.json().getAsJsonArray("artifacts")) {
                    JsonObject json = artifact.getAsJsonObject();
                    seen.add(json.get("label").getAsString() + "/"
                            + json.get("apiId").getAsString());
                }
                if (!page.json().has("next")) {
                    break;
                }
                page = publisher.get("/api/v1/artifacts?limit=3&after="
                        + page.json().get("next").getAsString());
            }

            List<String> all = new ArrayList<>();
            for (String label : List.of("Internal", "Production and Sandbox")) {
                List.of("a", "b", "c", "d", "e").forEach(id -> all.add(label + "/" + id));
            }
            assertEquals(all, seen);
        }

        @Test
        void aPageGoesOnBehindWhatWasRemovedMeanwhile() throws Exception {
            Client.Reply first = publisher.get("/api/v1/artifacts?label=Internal&instruction=Publish&limit=2");
            publisher.delete("/api/v1/artifacts/b");

            Client.Reply second = publisher.get("/api/v1/artifacts?label=Internal&instruction=Publish&limit=2&after="
                    + first.json().get("next").getAsString());

            assertEquals(List.of("c", "d"), texts(second, "apiId"));
        }

        @Test
        void narrowsByEachPart() throws Exception {
            assertEquals(
                    2,
                    texts(publisher.get("/api/v1/artifacts?apiId=a"), "apiId").size());
            assertEquals(
                    5,
                    texts(
                                    publisher.get(
                                            "/api/v1/artifacts?label=Internal&name=PizzaShackAPI&version=1.0.0&tenant=carbon.super"),
                                    "apiId")
                            .size());
            assertEquals(
                    0,
                    texts(publisher.get("/api/v1/artifacts?tenant=other"), "apiId")
                            .size());
            assertEquals(
                    0,
                    texts(publisher.get("/api/v1/artifacts?instruction=Remove"), "apiId")
                            .size());
        }

        @Test
        void oneApiIsShownOnEachLabel() throws Exception {
            assertEquals(
                    List.of("Internal", "Production and Sandbox"),
                    texts(publisher.get("/api/v1/artifacts/a"), "label"));
            assertEquals(List.of("Internal"), texts(publisher.get("/api/v1/artifacts/a?label=Internal"), "label"));
            assertEquals(404, publisher.get("/api/v1/artifacts/a?label=Nowhere").status());
        }
    }

    @Nested
    class Read {

        private String first;

        @BeforeEach
        void publishTwoStates() throws Exception {
            first = publisher
                    .post("/api/v1/artifacts?label=Internal", Documents.pizza("pizza", "1"))
                    .json()
                    .get("revision")
                    .getAsString();
            publisher.post("/api/v1/artifacts?label=Internal", Documents.pizza("pizza", "2"));
        }

        @Test
        void givesTheBytesWithTheirDigest() throws Exception {
            Client.Reply reply = publisher.get("/api/v1/artifacts/pizza/body?label=Internal");

            Artifact stored = node.store.read(INTERNAL).orElseThrow();
            assertArrayEquals(stored.body().toByteArray(), reply.response().body());
            assertEquals(Optional.of("\"" + stored.body().sha256() + "\""), reply.header("ETag"));
            assertEquals(Optional.of("application/json"), reply.header("Content-Type"));
            assertEquals(Optional.of(stored.info().revision().toString()), reply.header("Trunkline-Revision"));
            assertEquals(Optional.of("private, no-cache"), reply.header("Cache-Control"));
        }

        @Test
        void sendsNothingToOneWhoHasIt() throws Exception {
            String path = "/api/v1/artifacts/pizza/body?label=Internal";
            String tag = publisher.get(path).header("ETag").orElseThrow();

            Client.Reply same = publisher.get(path, "If-None-Match", "\"other\", W/" + tag);
            Client.Reply other = publisher.get(path, "If-None-Match", "\"other\"");

            assertEquals(304, same.status());
            assertEquals("", same.text());
            assertEquals(Optional.of(tag), same.header("ETag"));
            assertEquals(200, other.status());
        }

        @Test
        void givesAnEarlierState() throws Exception {
            Client.Reply reply = publisher.get("/api/v1/artifacts/pizza/body?label=Internal&revision=" + first);

            assertEquals(Documents.pizza("pizza", "1"), reply.text());
        }

        @Test
        void givesATombstoneAndSaysThatItIsOne() throws Exception {
            publisher.delete("/api/v1/artifacts/pizza");

            Client.Reply reply = publisher.get("/api/v1/artifacts/pizza/body?label=Internal");

            assertEquals(200, reply.status());
            assertEquals(Optional.of("Remove"), reply.header("Trunkline-Instruction"));
        }

        @Test
        void tellsTheHistoryNewestFirst() throws Exception {
            publisher.delete("/api/v1/artifacts/pizza");

            Client.Reply all = publisher.get("/api/v1/artifacts/pizza/history?label=Internal");
            Client.Reply newest = publisher.get("/api/v1/artifacts/pizza/history?label=Internal&limit=1");

            assertEquals(List.of("Remove", "Publish", "Publish"), texts(all, "instruction"));
            assertEquals(first, texts(all, "revision").get(2));
            assertEquals(List.of("Remove"), texts(newest, "instruction"));
        }
    }

    @Nested
    class WithoutTheParts {

        @Test
        void aStoreThatIsAwayIsSaidToComeBack() throws Exception {
            node.store.goAway();

            Client.Reply read = publisher.get("/api/v1/artifacts");
            Client.Reply write = publisher.post(BOTH, Documents.pizza("pizza"));

            assertEquals(503, read.status());
            assertTrue(read.header("Retry-After").isPresent());
            assertEquals(503, write.status());
        }

        @Test
        void aNodeThatPublishesNothingSaysWhatIsMissing() throws Exception {
            try (TestNode bare = TestNode.startBare()) {
                bare.bind(bare.store);

                Client.Reply reply = Client.of(bare, TestAccounts.PUBLISHER).post(BOTH, Documents.pizza("pizza"));

                assertEquals(409, reply.status());
                assertTrue(
                        reply.detail().contains("artifact_saver of [apim.sync_runtime_artifacts.publisher]"),
                        reply.toString());
            }
        }

        @Test
        void aNodeWithoutAStoreSaysWhereToLook() throws Exception {
            try (TestNode bare = TestNode.startBare()) {
                Client.Reply reply = Client.of(bare, TestAccounts.PUBLISHER).get("/api/v1/artifacts");

                assertEquals(503, reply.status());
                assertTrue(reply.detail().contains("'store' of [sync]"), reply.toString());
            }
        }
    }
}
