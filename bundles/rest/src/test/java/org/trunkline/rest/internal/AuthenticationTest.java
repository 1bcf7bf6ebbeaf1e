package org.trunkline.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.sync.ArtifactQuery;

class AuthenticationTest {

    private TestNode node;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void anAnonymousRequestIsAskedForAnAccount() throws Exception {
        Client.Reply reply = Client.stranger(node).get("/api/v1/artifacts");

        assertEquals(401, reply.status());
        assertEquals(
                "Basic realm=\"Trunkline\", charset=\"UTF-8\"",
                reply.header("WWW-Authenticate").orElse(""));
        assertEquals("application/problem+json", reply.header("Content-Type").orElse(""));
        assertTrue(reply.detail().contains("needs an account"), reply.toString());
    }

    @Test
    void aStrangerDoesNotLearnWhichPathsThereAre() throws Exception {
        assertEquals(401, Client.stranger(node).get("/api/v1/nonsense").status());
        assertEquals(401, Client.stranger(node).get("/api/v1/artifacts;a=b").status());
        assertEquals(
                401, Client.stranger(node).get("/api/v1/artifacts?nonsense=1").status());
        assertEquals(401, Client.stranger(node).delete("/api/v1/status").status());
    }

    @Test
    void aStrangersBodyIsNotRead() throws Exception {
        Client.Reply reply = Client.stranger(node).post("/api/v1/artifacts?label=Internal", "{broken");

        assertEquals(401, reply.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic %%%", "Basic bm9jb2xvbg==", "Bearer abc", "Basic", "", "Basic /w=="})
    void aBrokenHeaderIsAnAnswerAndNoFault(String header) throws Exception {
        Client.Reply reply = Client.stranger(node).get("/api/v1/status", "Authorization", header);

        assertEquals(401, reply.status());
        assertTrue(reply.header("WWW-Authenticate").isPresent());
    }

    @Test
    void aWrongPasswordIsRefusedAndNotRepeated() throws Exception {
        Client.Reply reply =
                Client.stranger(node).get("/api/v1/status", "Authorization", Client.basic("vera:wr0ng-s3cret"));

        assertEquals(401, reply.status());
        assertFalse(reply.toString().contains("wr0ng-s3cret"), reply.toString());
    }

    @Test
    void aPasswordMayHoldColonsAndOtherScripts() throws Exception {
        Client.of(node, TestAccounts.ADMIN)
                .post("/api/v1/users", "{\"name\":\"zoe\",\"password\":\"a:b:ключ\",\"roles\":[\"viewer\"]}");

        Client.Reply reply = Client.stranger(node).get("/api/v1/status", "Authorization", Client.basic("zoe:a:b:ключ"));

        assertEquals(200, reply.status());
    }

    @Test
    void afterTooManyFailuresItIsSaidWhenToComeAgain() throws Exception {
        Client.Reply reply = Client.of(node, TestAccounts.LOCKED).get("/api/v1/status");

        assertEquals(429, reply.status());
        assertEquals("7", reply.header("Retry-After").orElse(""));
    }

    @Test
    void theRoleThatIsMissingIsNamed() throws Exception {
        Client.Reply publish =
                Client.of(node, TestAccounts.VIEWER).post("/api/v1/artifacts?label=Internal", Documents.pizza("pizza"));
        Client.Reply users = Client.of(node, TestAccounts.PUBLISHER).get("/api/v1/users");

        assertEquals(403, publish.status());
        assertTrue(publish.detail().contains("needs the role publisher"), publish.toString());
        assertEquals(403, users.status());
        assertTrue(users.detail().contains("needs the role admin"), users.toString());
        assertTrue(node.store.find(ArtifactQuery.all()).isEmpty());
    }

    @Test
    void aRoleIncludesTheLowerOnes() throws Exception {
        assertEquals(
                200,
                Client.of(node, TestAccounts.PUBLISHER).get("/api/v1/status").status());
        assertEquals(
                201,
                Client.of(node, TestAccounts.ADMIN)
                        .post("/api/v1/artifacts?label=Internal", Documents.pizza("pizza"))
                        .status());
    }

    @Test
    void anAccountThatWasRemovedIsGoneAtOnce() throws Exception {
        Client.of(node, TestAccounts.ADMIN).delete("/api/v1/users/vera");

        assertEquals(
                401, Client.of(node, TestAccounts.VIEWER).get("/api/v1/status").status());
    }

    @Test
    void nobodyGetsASessionOrACookie() throws Exception {
        Client.Reply reply = Client.of(node, TestAccounts.VIEWER).get("/api/v1/status");

        assertTrue(reply.header("Set-Cookie").isEmpty());
    }

    @Test
    void aWebPageOfAnotherHostChangesNothing() throws Exception {
        Client publisher = Client.of(node, TestAccounts.PUBLISHER);
        String path = "/api/v1/artifacts?label=Internal";

        Client.Reply foreign = publisher.post(
                path, Documents.pizza("pizza"), "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");
        Client.Reply nowhere = publisher.post(path, Documents.pizza("pizza"), "Origin", "null");
        Client.Reply hidden = publisher.post(path, Documents.pizza("pizza"), "Sec-Fetch-Site", "cross-site");
        Client.Reply own = publisher.post(
                path, Documents.pizza("pizza"), "Origin", node.address().toString());

        assertEquals(403, foreign.status());
        assertEquals(403, nowhere.status());
        assertEquals(403, hidden.status());
        assertEquals(201, own.status());
    }

    @Test
    void anAccountIsAskedForBeforeTheOriginIsLookedAt() throws Exception {
        Client.Reply reply = Client.stranger(node)
                .send("DELETE", "/api/v1/artifacts/pizza", BodyPublishers.noBody(), "Origin", "https://evil.example");

        assertEquals(401, reply.status());
    }
}
