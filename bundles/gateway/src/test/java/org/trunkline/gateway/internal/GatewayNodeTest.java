package org.trunkline.gateway.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trunkline.gateway.internal.testing.Documents.sendTo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.gateway.DeployedApi;
import org.trunkline.gateway.FailedArtifact;
import org.trunkline.gateway.GatewayPhase;
import org.trunkline.gateway.internal.testing.Await;
import org.trunkline.gateway.internal.testing.BackEndServer;
import org.trunkline.gateway.internal.testing.Configurations;
import org.trunkline.gateway.internal.testing.Documents;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

class GatewayNodeTest {

    private static final String LABEL = "Production and Sandbox";

    @TempDir
    Path cache;

    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private TestGateway gateway;

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        store.close();
    }

    private void start(Map<String, Object> config) {
        start(config, Map.of());
    }

    private void start(Map<String, Object> config, Map<String, Object> preview) {
        gateway = new TestGateway(store, cache, config, preview);
    }

    private static Documents saying(String name, String text) {
        return Documents.api(name, "/" + name.toLowerCase(), says(text));
    }

    private static String says(String text) {
        return "<property name=\"X-Said\" scope=\"transport\" value=\"" + text + "\"/>"
                + "<payloadFactory media-type=\"text\"><format>" + text + "</format><args/></payloadFactory><respond/>";
    }

    private void write(String label, Documents document, ArtifactBody body) throws Exception {
        store.write(List.of(ArtifactWrite.of(
                ArtifactKey.synapse(label, document.id()),
                Instruction.PUBLISH,
                ApiIdentity.of(document.name(), document.version(), "carbon.super"),
                body)));
        gateway.node().wake();
    }

    private FailedArtifact awaitFailure() throws Exception {
        Await.until("a failure is shown", () -> !gateway.status().failures().isEmpty());
        return gateway.status().failures().get(0);
    }

    @Test
    void inTheModeSyncTheFrontIsClosedUntilEverythingIsLoaded() throws Exception {
        store.goAway();
        start(Map.of("data_retrieval_mode", "sync"));
        Await.until("it knows that the store is away", () -> gateway.status().phase() == GatewayPhase.RETRYING);
        assertFalse(gateway.status().ready());
        assertTrue(gateway.status().previewAddress().isEmpty());
        assertEquals(Result.Status.TEMPORARILY_UNAVAILABLE, readiness().getStatus());
        assertTrue(readiness().toString().contains("Waiting for DBRetriever"), readiness()::toString);

        store.comeBack();

        gateway.address();
        assertTrue(gateway.status().ready());
        Await.until("it is ready for traffic", () -> readiness().isOk());
    }

    private Result readiness() {
        return new GatewayReadiness(gateway.node()).execute();
    }

    @Test
    void inTheModeAsyncTheFrontIsOpenAtOnceAndAsksToComeAgain() throws Exception {
        store.goAway();
        start(Map.of("data_retrieval_mode", "async"));

        HttpResponse<String> early = gateway.get("/pizza/1.0.0/x");
        store.comeBack();
        Await.until("it is ready", () -> gateway.status().ready());
        HttpResponse<String> late = gateway.get("/pizza/1.0.0/x");

        assertEquals(503, early.statusCode());
        assertEquals("1", early.headers().firstValue("Retry-After").orElse(""));
        assertEquals(404, late.statusCode());
    }

    @Test
    void aRestartServesTheLastGoodStateWhileTheStoreIsAway() throws Exception {
        start(Map.of());
        gateway.publish(saying("Pizza", "margherita"));
        assertEquals("margherita", gateway.get("/pizza/1.0.0/x").body());
        gateway.close();

        store.goAway();
        start(Map.of("data_retrieval_mode", "sync"));

        assertEquals("margherita", gateway.get("/pizza/1.0.0/x").body());
        assertTrue(gateway.status().ready());
        assertTrue(gateway.status().problem().isPresent());
    }

    @Test
    void aStoreThatGoesAwayUndeploysNothing() throws Exception {
        start(Map.of());
        gateway.publish(saying("Pizza", "margherita"));

        store.goAway();
        Await.until("it has noticed", () -> gateway.status().phase() == GatewayPhase.RETRYING);

        assertEquals("margherita", gateway.get("/pizza/1.0.0/x").body());
    }

    @Test
    void aClientThatCallsAllTheTimeNeverSeesAGapOrAMixtureWhileAnApiIsDeployedAgain() throws Exception {
        start(Map.of());
        gateway.publish(saying("Pizza", "state-0"));
        URI address = gateway.address();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        List<CompletableFuture<Void>> clients = List.of(caller(address, done, calls), caller(address, done, calls));
        Await.until("the clients call", () -> calls.get() > 20);

        for (int i = 1; i <= 200; i++) {
            gateway.publish(saying("Pizza", "state-" + i));
        }
        done.set(true);

        for (CompletableFuture<Void> client : clients) {
            client.get(20, TimeUnit.SECONDS);
        }
        assertEquals("state-200", gateway.get("/pizza/1.0.0/x").body());
        assertEquals(201, gateway.status().counters().deployments());
    }

    private static CompletableFuture<Void> caller(URI address, AtomicBoolean done, AtomicInteger calls) {
        return CompletableFuture.runAsync(() -> {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/pizza/1.0.0/x"))
                    .build();
            while (!done.get()) {
                try {
                    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                    calls.incrementAndGet();
                    assertEquals(200, response.statusCode(), response::body);
                    assertEquals(
                            response.headers().firstValue("X-Said").orElse(""),
                            response.body(),
                            "header and body are of one deployment");
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        });
    }

    @Test
    void anApiOfSeveralLabelsIsServedFromTheFirstOneThatIsConfigured() throws Exception {
        start(Map.of("gateway_labels", new String[] {"Second", "First"}));
        Documents pizza = saying("Pizza", "from second");

        gateway.publish(saying("Pizza", "from first"), "First");
        assertEquals("from first", gateway.get("/pizza/1.0.0/x").body());
        gateway.publish(pizza, "Second");

        assertEquals("from second", gateway.get("/pizza/1.0.0/x").body());
        DeployedApi api = gateway.status().apis().get(0);
        assertEquals(1, gateway.status().apis().size());
        assertEquals("Second", api.label());
        assertEquals(List.of("First"), api.otherLabels());
        assertEquals(Optional.of("/pizza/1.0.0"), api.context());
        gateway.remove(pizza, "Second");
        assertEquals("from first", gateway.get("/pizza/1.0.0/x").body());
    }

    @Test
    void ofTwoApisWithOneContextTheSameOneServesWhateverTheOrderAndTheOtherIsShown() throws Exception {
        start(Map.of());
        Documents a = saying("Pizza", "a").withId("a");
        Documents b = saying("Pizza", "b").withId("b");

        gateway.publish(b);
        assertEquals("b", gateway.get("/pizza/1.0.0/x").body());
        gateway.publish(a);

        assertEquals("a", gateway.get("/pizza/1.0.0/x").body());
        FailedArtifact loser = gateway.status().failures().get(0);
        assertEquals("b", loser.key().id());
        assertTrue(loser.reason().contains("/pizza/1.0.0 is served by the API 'a'"), loser::reason);
        gateway.remove(a);
        assertEquals("b", gateway.get("/pizza/1.0.0/x").body());
        assertTrue(gateway.status().failures().isEmpty());
    }

    @Test
    void requestsUnderWayEndBeforeTheFrontCloses() throws Exception {
        try (BackEndServer backEnd = new BackEndServer()) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch mayAnswer = new CountDownLatch(1);
            backEnd.answers(exchange -> {
                asked.countDown();
                try {
                    mayAnswer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                BackEndServer.answer(exchange, 200, "text/plain", "at last");
            });
            start(Map.of());
            gateway.publish(Documents.api("Slow", "/slow", sendTo(backEnd.address())));
            HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.address() + "/slow/1.0.0/x"))
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, BodyHandlers.ofString());
            assertTrue(asked.await(20, TimeUnit.SECONDS));

            CompletableFuture<Void> stop = CompletableFuture.runAsync(gateway::close);
            Await.until("new requests are turned away", () -> isTurnedAway(URI.create(request.uri() + "?other")));
            assertFalse(stop.isDone());
            mayAnswer.countDown();

            assertEquals("at last", answer.get(20, TimeUnit.SECONDS).body());
            stop.get(20, TimeUnit.SECONDS);
            assertThrows(ConnectException.class, () -> client.send(request, BodyHandlers.ofString()));
        }
    }

    private static boolean isTurnedAway(URI uri) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofMillis(500)).build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode()
                    == 503;
        } catch (HttpTimeoutException e) {
            // it came in before the stop began, and waits for the back end like the first one
            return false;
        }
    }

    @Test
    void aBadArtifactIsShownWithItsReasonAndTheGoodStateIsServed() throws Exception {
        start(Map.of());
        Documents pizza = saying("Pizza", "good");
        gateway.publish(pizza);

        write(
                LABEL,
                pizza,
                pizza.withDefinition("<api name=\"admin--Pizza\" context=\"pizza\"/>")
                        .body());

        FailedArtifact failure = awaitFailure();
        assertEquals("The API definition has no <resource>", failure.reason());
        assertTrue(failure.earlierVersionServed());
        assertEquals("good", gateway.get("/pizza/1.0.0/x").body());
        assertTrue(gateway.status().counters().failures() >= 1);
        gateway.publish(saying("Soup", "hot"));
        assertEquals("hot", gateway.get("/soup/1.0.0/x").body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE api [<!ENTITY a \"b\">]><api name=\"n\" context=\"/c\"><resource/></api>",
                "<!DOCTYPE api [<!ENTITY l0 \"lol\"><!ENTITY l1 \"&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;\">]><api>&l1;</api>",
                "<!DOCTYPE api SYSTEM \"file:///etc/passwd\"><api name=\"n\" context=\"/c\"><resource/></api>",
                "<!DOCTYPE api [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><api name=\"&x;\" context=\"/c\"/>"
            })
    void aDoctypeIsRefusedWhereverItStands(String evil) throws Exception {
        start(Map.of());
        Documents pizza = saying("Pizza", "good");

        write(LABEL, pizza, pizza.withDefinition(evil).body());

        assertTrue(
                awaitFailure().reason().contains("DOCTYPE"),
                () -> gateway.status().toString());
        assertTrue(gateway.status().apis().isEmpty());
    }

    @Test
    void anArtifactUnderAnotherIdThanItsOwnIsRefused() throws Exception {
        start(Map.of());
        Documents pizza = saying("Pizza", "good");

        write(
                LABEL,
                pizza.withId("mine"),
                pizza.withId("../yours".replace("/", "")).body());

        assertTrue(awaitFailure().reason().contains("says that it is the API '..yours'"));
    }

    @Test
    void anApiWithoutADefinitionIsHeldAndServesNothing() throws Exception {
        start(Map.of());

        gateway.publish(new Documents("chat-id", "Chat", "1.0.0", null, null, Map.of(), Map.of()));

        assertEquals(Optional.empty(), gateway.status().apis().get(0).context());
        assertEquals(404, gateway.get("/chat/1.0.0/x").statusCode());
    }

    @Test
    void aPortInUseIsShownAndTheFrontOpensWhenItIsFree() throws Exception {
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        start(Map.of(), Map.of("port", taken.getLocalPort()));

        Await.until(
                "the problem is shown",
                () -> gateway.status()
                        .previewProblem()
                        .filter(text -> text.contains("cannot listen on 127.0.0.1:" + taken.getLocalPort()))
                        .isPresent());
        assertFalse(readiness().isOk());
        taken.close();

        gateway.address();
        assertTrue(gateway.status().previewProblem().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "host, 0.0.0.0, allow_remote = true",
        "host, no such host, host is not known",
        "max_requests, 0, max_requests must be 1 to 10000"
    })
    void aFrontWhoseConfigurationIsRefusedStaysClosedAndSaysWhy(String key, String value, String reason)
            throws Exception {
        Object typed = key.equals("host") ? value : (Object) Integer.valueOf(value);
        start(Map.of(), Map.of(key, typed));
        Await.until("it is loaded", () -> gateway.status().ready());

        assertTrue(gateway.status().previewProblem().orElse("").contains(reason));
        assertFalse(readiness().isOk());
    }

    @Test
    void aFrontThatIsSwitchedOffIsNotMissed() throws Exception {
        start(Map.of(), Map.of("enabled", false));
        Await.until("it is ready", () -> readiness().isOk());

        assertTrue(gateway.status().previewAddress().isEmpty());
        assertTrue(gateway.status().previewProblem().isEmpty());
    }

    @Test
    void aCacheThatAnotherProcessUsesIsShownAndWaitedFor() throws Exception {
        TestGateway first = new TestGateway(store, cache, Map.of(), Map.of());
        first.publish(saying("Pizza", "good"));
        start(Map.of());

        Await.until(
                "the problem is shown",
                () -> gateway.status()
                        .problem()
                        .filter(text -> text.contains("cache directory"))
                        .isPresent());
        first.close();

        assertEquals("good", gateway.get("/pizza/1.0.0/x").body());
    }

    @ParameterizedTest
    @CsvSource({
        "data_retrieval_mode, later, '[apim.sync_runtime_artifacts.gateway] data_retrieval_mode must be sync or async, was ''later'''",
        "gateway_labels, , '[apim.sync_runtime_artifacts.gateway] gateway_labels is empty: name the labels that this gateway serves'"
    })
    void aWrongConfigurationIsRefusedByKey(String key, String value, String message) {
        Object typed = key.equals("gateway_labels") ? new String[0] : value;

        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> GatewaySettings.of(Configurations.of(
                        GatewayConfig.class,
                        key.equals("gateway_labels")
                                ? Map.of(key, typed)
                                : Map.of(key, typed, "gateway_labels", new String[] {"a"}))));

        assertEquals(message, e.getMessage());
    }
}
