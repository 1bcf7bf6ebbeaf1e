package org.trunkline.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.sync.ArtifactQuery;

class RequestTest {

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

    @Test
    void anUnknownPathIsNotFound() throws Exception {
        Client.Reply reply = publisher.get("/api/v1/nonsense");

        assertEquals(404, reply.status());
        assertTrue(reply.detail().contains("/api/v1/nonsense"), reply.toString());
    }

    @Test
    void anUnknownMethodIsToldTheKnownOnes() throws Exception {
        Client.Reply reply = publisher.send("PUT", "/api/v1/artifacts/pizza", BodyPublishers.noBody());

        assertEquals(405, reply.status());
        assertEquals("DELETE, GET, HEAD", reply.header("Allow").orElse(""));
    }

    @Test
    void anUnknownQueryParameterIsToldTheKnownOnes() throws Exception {
        Client.Reply reply = publisher.get("/api/v1/artifacts/pizza/history?lable=Internal");

        assertEquals(400, reply.status());
        assertEquals("Unknown query parameter 'lable'; known here: label, limit.", reply.detail());
    }

    @Test
    void aMissingQueryParameterIsNamed() throws Exception {
        Client.Reply reply = publisher.get("/api/v1/artifacts/pizza/body");

        assertEquals(400, reply.status());
        assertEquals("The query parameter 'label' is missing: the gateway label.", reply.detail());
    }

    @Test
    void aQueryParameterIsNotGivenTwice() throws Exception {
        Client.Reply reply = publisher.get("/api/v1/artifacts?name=a&name=b");

        assertEquals(400, reply.status());
        assertTrue(reply.detail().contains("more than once"), reply.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "ten", "99999999999", "1.5", "%20"})
    void aLimitIsANumberInBounds(String limit) throws Exception {
        Client.Reply reply = publisher.get("/api/v1/artifacts?limit=" + limit);

        assertEquals(400, reply.status());
        assertTrue(reply.detail().contains("from 1 to 1000"), reply.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/artifacts?label=%ff | not UTF-8",
                "/api/v1/artifacts/pizza/body?label=a%00b | control character",
                "/api/v1/artifacts?label= | has no value",
                "/api/v1/artifacts?after=nonsense | 'next' of an earlier answer",
                "/api/v1/artifacts?instruction=ANY | possible: Publish, Remove",
                "/api/v1/artifacts/a%0d%0ab?label=x | control character",
                "/api/v1/artifacts/%2e%2e?label=x | leads to another place",
                "/api/v1/artifacts/pizza/body?label=x&revision=a%20b | visible ASCII"
            })
    void whatCannotBeRightIsRefusedInOneSentence(String path, String reason) throws Exception {
        Client.Reply reply = publisher.get(path);

        assertEquals(400, reply.status(), reply.toString());
        assertTrue(reply.detail().contains(reason), reply.toString());
    }

    @Test
    void anIdIsDecodedOnceAndKeepsItsSlash() throws Exception {
        Client.Reply reply = publisher.get("/api/v1/artifacts/..%2F..%2Fetc%252Fpasswd");

        assertEquals(404, reply.status());
        assertTrue(reply.detail().contains("API '../../etc%2Fpasswd'"), reply.toString());
    }

    @Test
    void aPlusInAQueryIsABlank() throws Exception {
        publisher.post("/api/v1/artifacts?label=Production+and%20Sandbox", Documents.pizza("pizza"));

        Client.Reply reply = publisher.get("/api/v1/artifacts?label=Production%20and+Sandbox");

        assertEquals(1, reply.json().getAsJsonArray("artifacts").size());
    }

    @Test
    void aLabelIsNotLongerThanAStoreTakesIt() throws Exception {
        Client.Reply reply = publisher.post("/api/v1/artifacts?label=" + "x".repeat(300), Documents.pizza("pizza"));

        assertEquals(400, reply.status());
        assertEquals("The gateway label must have 1 to 255 characters, it has 300.", reply.detail());
    }

    @Test
    void aBodyOverTheLimitIsRefusedBeforeItIsRead() throws Exception {
        String large = " ".repeat((int) TestNode.MAX_BODY_SIZE + 1);

        Client.Reply reply = publisher.post("/api/v1/artifacts?label=Internal", large);

        assertEquals(413, reply.status());
        assertTrue(reply.detail().contains("limit of 100000 bytes"), reply.toString());
        assertTrue(reply.detail().contains("max_body_size of [management]"), reply.toString());
    }

    @Test
    void theSenderOfABodyFarOverTheLimitLearnsWhyItIsRefused() throws Exception {
        String large = " ".repeat(4 * (int) TestNode.MAX_BODY_SIZE - 1);

        for (int i = 0; i < 10; i++) {
            assertEquals(
                    413,
                    publisher.post("/api/v1/artifacts?label=Internal", large).status());
        }
    }

    @Test
    void aBodyThatDoesNotSayItsLengthIsCutAtTheLimit() throws Exception {
        byte[] large = " ".repeat(3 * (int) TestNode.MAX_BODY_SIZE).getBytes(StandardCharsets.UTF_8);

        Client.Reply reply = publisher.postChunked("/api/v1/artifacts?label=Internal", large);

        assertEquals(413, reply.status());
        assertTrue(node.store.find(ArtifactQuery.all()).isEmpty());
    }

    @Test
    void oneWhoIsRefusedBeforeTheBodyIsReadGetsTheReason() throws Exception {
        String large = " ".repeat(50_000);
        for (int i = 0; i < 50; i++) {
            assertEquals(
                    401,
                    Client.stranger(node)
                            .post("/api/v1/artifacts?label=Internal", large)
                            .status());
            assertEquals(
                    400,
                    publisher.post("/api/v1/artifacts?lable=Internal", large).status());
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsTaken() throws Exception {
        String document = Documents.pizza("pizza");
        String padded = document + " ".repeat((int) TestNode.MAX_BODY_SIZE - document.length());

        assertEquals(
                201, publisher.post("/api/v1/artifacts?label=Internal", padded).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json; charset=utf-16", "application/jsonx"})
    void anotherContentTypeIsRefused(String type) throws Exception {
        Client.Reply reply = publisher.send(
                "POST",
                "/api/v1/artifacts?label=Internal",
                BodyPublishers.ofString(Documents.pizza("pizza")),
                "Content-Type",
                type);

        assertEquals(415, reply.status());
        assertTrue(reply.detail().contains("application/json"), reply.toString());
    }

    @Test
    void theCharsetMayBeSpelledOut() throws Exception {
        Client.Reply reply = publisher.send(
                "POST",
                "/api/v1/artifacts?label=Internal",
                BodyPublishers.ofString(Documents.pizza("pizza")),
                "Content-Type",
                "application/json; charset=UTF-8");

        assertEquals(201, reply.status());
    }

    @Test
    void everyAnswerForbidsToKeepItAndToGuessWhatItIs() throws Exception {
        for (Client.Reply reply : new Client.Reply[] {
            publisher.get("/api/v1/status"),
            publisher.get("/api/v1/nonsense"),
            Client.stranger(node).get("/health")
        }) {
            assertEquals("nosniff", reply.header("X-Content-Type-Options").orElse(""), reply.toString());
            assertEquals("no-store", reply.header("Cache-Control").orElse(""), reply.toString());
            assertTrue(reply.header("Content-Security-Policy").orElse("").contains("default-src 'none'"));
        }
    }

    @Test
    void headIsGetWithoutTheBody() throws Exception {
        publisher.post("/api/v1/artifacts?label=Internal", Documents.pizza("pizza"));

        for (String path : new String[] {
            "/api/v1/artifacts", "/api/v1/artifacts/pizza/body?label=Internal", "/health", "/api/v1/openapi.json"
        }) {
            Client.Reply get = publisher.get(path);
            Client.Reply head = publisher.send("HEAD", path, BodyPublishers.noBody());

            assertEquals(get.status(), head.status());
            assertEquals(get.header("Content-Length"), head.header("Content-Length"), path);
            assertEquals("", head.text());
        }
    }

    @Test
    void aFaultOfTheNodeIsNamedAndNotShown() throws Exception {
        node.accounts.breakList();

        Client.Reply reply = Client.of(node, TestAccounts.ADMIN).get("/api/v1/users");

        assertEquals(500, reply.status());
        assertTrue(reply.detail().contains(reply.json().get("incident").getAsString()), reply.toString());
        assertFalse(reply.text().contains("s3cret"), reply.toString());
        assertFalse(reply.text().contains("IllegalStateException"), reply.toString());
    }
}
