package org.trunkline.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.testkit.InMemoryArtifactStore;
import org.trunkline.sync.wire.ArtifactFrameReader;
import org.trunkline.sync.wire.ArtifactFrameWriter;

/** That the store's endpoint is mounted right; what it answers is tested where it is written. */
class StoreRoutesTest {

    private static final ApiIdentity PIZZA = ApiIdentity.of("PizzaShackAPI", "1.0.0", "carbon.super");

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

    static ArtifactWrite write(String id) {
        return ArtifactWrite.of(
                ArtifactKey.synapse("Internal", id),
                Instruction.PUBLISH,
                PIZZA,
                ArtifactBody.of("{\"id\":\"" + id + "\"}"));
    }

    private Client.Reply send(Client client, List<ArtifactWrite> batch) throws Exception {
        return client.send(
                "POST",
                "/api/v1/store/write",
                BodyPublishers.ofInputStream(() -> ArtifactFrameWriter.stream(batch)),
                "Content-Type",
                ArtifactFrameWriter.MEDIA_TYPE);
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        Client.Reply written = send(Client.of(node, TestAccounts.PUBLISHER), List.of(write("a"), write("b")));
        String revision = written.json().get("revision").getAsString();

        Client.Reply head = viewer.get("/api/v1/store/head");
        Client.Reply snapshot = viewer.send(
                "POST",
                "/api/v1/store/snapshot",
                BodyPublishers.ofString("label=Internal&at=" + revision),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertEquals(200, written.status(), written.toString());
        assertEquals(revision, head.json().get("revision").getAsString());
        ArtifactFrameReader frames = new ArtifactFrameReader(
                new ByteArrayInputStream(snapshot.response().body()), 1000);
        assertEquals(
                write("a").body(), frames.nextEntry().orElseThrow().artifact().body());
        assertEquals("b", frames.nextEntry().orElseThrow().key().id());
        assertTrue(frames.nextEntry().isEmpty());
    }

    @Test
    void aViewerReadsAndDoesNotWrite() throws Exception {
        Client.Reply reply = send(viewer, List.of(write("a")));

        assertEquals(403, reply.status());
        assertTrue(node.store.read(ArtifactKey.synapse("Internal", "a")).isEmpty());
    }

    @Test
    void aBatchMayBeLargerThanOneArtifact() throws Exception {
        ArtifactBody body = ArtifactBody.of("x".repeat((int) TestNode.MAX_BODY_SIZE - 1));
        ArtifactBody other = ArtifactBody.of("y".repeat((int) TestNode.MAX_BODY_SIZE - 1));

        Client.Reply reply = send(
                Client.of(node, TestAccounts.PUBLISHER),
                List.of(
                        ArtifactWrite.of(ArtifactKey.synapse("Internal", "x"), Instruction.PUBLISH, PIZZA, body),
                        ArtifactWrite.of(ArtifactKey.synapse("Internal", "y"), Instruction.PUBLISH, PIZZA, other)));

        assertEquals(200, reply.status(), reply.toString());
    }

    @Test
    void thoseWhoWaitLearnOfAChangeAtOnce() throws Exception {
        String head = node.store.head().toString();
        List<CompletableFuture<Client.Reply>> waiting = wait(head, 3);

        String changed = node.store.write(List.of(write("a"))).toString();

        for (CompletableFuture<Client.Reply> one : waiting) {
            assertEquals(
                    changed,
                    one.get(20, TimeUnit.SECONDS).json().get("revision").getAsString());
        }
    }

    @Test
    void thoseWhoWaitKeepNobodyElseFromBeingAnswered() throws Exception {
        List<CompletableFuture<Client.Reply>> waiting = wait(node.store.head().toString(), 4 * TestNode.SERVER_THREADS);
        awaitReaders(waiting.size());

        assertEquals(200, viewer.get("/api/v1/status").status());
        assertTrue(waiting.stream().noneMatch(CompletableFuture::isDone));
        node.store.write(List.of(write("a")));
        for (CompletableFuture<Client.Reply> one : waiting) {
            assertEquals(200, one.get(20, TimeUnit.SECONDS).status());
        }
    }

    private void awaitReaders(int count) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Client.Reply reply = viewer.get("/api/v1/nodes");
        while (reply.json().getAsJsonArray("readers").size() < count) {
            assertTrue(System.nanoTime() < end, "not all were seen: " + reply);
            Thread.onSpinWait();
            reply = viewer.get("/api/v1/nodes");
        }
    }

    private List<CompletableFuture<Client.Reply>> wait(String head, int howMany) {
        return IntStream.range(0, howMany)
                .mapToObj(i ->
                        viewer.getAsync("/api/v1/store/head?waitSeconds=30&since=" + head, "Trunkline-Node", "gw-" + i))
                .toList();
    }

    @Test
    void thoseWhoReadAreShownAsNodes() throws Exception {
        String before = node.store.head().toString();
        viewer.get(
                "/api/v1/store/head",
                "Trunkline-Node",
                "gw-1",
                "Trunkline-Labels",
                "Internal,A%20B",
                "Trunkline-Held",
                before);

        JsonObject upToDate = viewer.get("/api/v1/nodes").json();
        node.store.write(List.of(write("a")));
        JsonObject behind = viewer.get("/api/v1/nodes").json();

        JsonObject reader = upToDate.getAsJsonArray("readers").get(0).getAsJsonObject();
        assertEquals("gw-1", reader.get("node").getAsString());
        assertEquals("vera", reader.get("account").getAsString());
        assertEquals("[\"A B\",\"Internal\"]", reader.get("labels").toString());
        assertEquals(before, reader.get("heldRevision").getAsString());
        assertTrue(reader.get("upToDate").getAsBoolean());
        assertFalse(behind.getAsJsonArray("readers")
                .get(0)
                .getAsJsonObject()
                .get("upToDate")
                .getAsBoolean());
        assertEquals(node.store.head().toString(), behind.get("head").getAsString());
        assertTrue(viewer.get("/metrics").text().contains("trunkline_store_readers 1.0"));
    }

    @Test
    void anotherStoreTakesThePlaceOfTheOld() throws Exception {
        viewer.get("/api/v1/store/head", "Trunkline-Node", "gw-1");
        try (InMemoryArtifactStore other = new InMemoryArtifactStore()) {
            node.bind(other);
            node.parts.unbindStore(node.store);

            Client.Reply head = viewer.get("/api/v1/store/head");

            assertEquals(other.head().toString(), head.json().get("revision").getAsString());
            node.parts.unbindStore(other);
            assertEquals(503, viewer.get("/api/v1/store/head").status());
            assertEquals(
                    0,
                    viewer.get("/api/v1/nodes").json().getAsJsonArray("readers").size());
        }
    }
}
