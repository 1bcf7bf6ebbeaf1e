package org.trunkline.store.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.testkit.InMemoryArtifactStore;
import org.trunkline.sync.wire.ArtifactFrameWriter;
import org.trunkline.sync.wire.StoreReader;

class RemoteStoreTest {

    private static final ArtifactKey KEY = ArtifactKey.synapse("Production and Sandbox", "a");

    @TempDir
    static Path directory;

    private static TestCertificate certificate;
    private static TestCertificate stranger;

    private final InMemoryArtifactStore behind = new InMemoryArtifactStore();
    private PublisherServer publisher;
    private TestConfig config;
    private RemoteStore opened;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificate = TestCertificate.make(directory, "publisher", "ip:127.0.0.1");
        stranger = TestCertificate.make(directory, "stranger", "ip:127.0.0.1");
    }

    @BeforeEach
    void startPublisher() throws Exception {
        publisher = new PublisherServer(certificate, behind);
        config = new TestConfig();
        config.url = publisher.url();
        config.certificate = certificate.pem().toString();
    }

    @AfterEach
    void stop() {
        if (opened != null) {
            opened.close();
        }
        publisher.close();
        behind.close();
    }

    private RemoteStore store() {
        if (opened == null) {
            opened = new RemoteStore(config);
        }
        return opened;
    }

    @Test
    void beingMadeTakesNoNetwork() {
        publisher.close();

        store();
    }

    @Test
    void aWrongPasswordIsRejectedAndNamesTheKeys() {
        config.password = "wrong-secret";

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store().head());

        assertEquals(Kind.REJECTED, e.kind());
        assertTrue(e.getMessage().contains("'gateway-1'"), e.getMessage());
        assertTrue(e.getMessage().contains("Check username and password in [store.remote]"), e.getMessage());
        assertFalse(e.getMessage().contains("wrong-secret"), e.getMessage());
    }

    @Test
    void anotherCertificateThanThePinnedOneIsRejectedBeforeThePasswordIsSent() {
        config.certificate = stranger.pem().toString();

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store().head());

        assertEquals(Kind.REJECTED, e.kind());
        assertTrue(e.getMessage().contains("certificate is not trusted"), e.getMessage());
        assertEquals(List.of(), publisher.authorizations());
    }

    @Test
    void withoutAPinnedCertificateOnlyTheAuthoritiesOfJavaAreTrusted() {
        config.certificate = "";

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store().head());

        assertEquals(Kind.REJECTED, e.kind());
    }

    @Test
    void thePinnedCertificateMustBeForTheHost() {
        config.url = "https://localhost:" + publisher.port();

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store().head());

        assertEquals(Kind.REJECTED, e.kind());
        assertTrue(e.getMessage().contains("not for this host"), e.getMessage());
        assertEquals(List.of(), publisher.authorizations());
    }

    @Test
    void aPublisherThatIsDownIsUnavailable() {
        publisher.close();

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store().head());

        assertEquals(Kind.UNAVAILABLE, e.kind());
        assertTrue(e.getMessage().contains("Could not ask for the head at " + publisher.url()), e.getMessage());
    }

    @Test
    void aRedirectIsNotFollowedSoThatThePasswordGoesNowhereElse() throws Exception {
        try (PublisherServer elsewhere = new PublisherServer(certificate, behind)) {
            publisher.answerWith(exchange -> {
                exchange.getResponseHeaders().set("Location", elsewhere.url() + "/api/v1/store/head");
                exchange.sendResponseHeaders(307, -1);
            });

            ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store().head());

            assertEquals(Kind.REJECTED, e.kind());
            assertEquals(List.of(), elsewhere.authorizations());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, REJECTED, -1",
        "404, REJECTED, -1",
        "413, REJECTED, -1",
        "429, UNAVAILABLE, 7000",
        "500, UNAVAILABLE, -1",
        "502, UNAVAILABLE, -1",
        "503, UNAVAILABLE, 7000"
    })
    void tellsWhatTheCallerCanDoAboutAnAnswerThatIsNotTheStores(int status, Kind kind, long retryAfter) {
        publisher.answerWith(exchange -> {
            if (retryAfter >= 0) {
                exchange.getResponseHeaders().set("Retry-After", Long.toString(retryAfter / 1000));
            }
            byte[] page = "<html>a proxy's page</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, page.length);
            exchange.getResponseBody().write(page);
        });

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store().read(KEY));

        assertEquals(kind, e.kind());
        assertEquals(retryAfter < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retryAfter)), e.retryAfter());
        assertTrue(e.getMessage().contains("Could not read " + KEY), e.getMessage());
    }

    @Test
    void kindMessageAndWaitOfTheStoresOwnFailureSurviveTheTrip() throws Exception {
        behind.goAway();
        ArtifactStoreException away = assertThrows(ArtifactStoreException.class, () -> store().head());
        assertEquals(Kind.UNAVAILABLE, away.kind());
        assertEquals("The store in memory was told to be away", away.getMessage());
        behind.comeBack();

        behind.write(List.of(write("1")));
        ArtifactStoreException conflict = assertThrows(
                ArtifactStoreException.class,
                () -> store().write(List.of(write("2").expectingAbsent())));
        assertEquals(Kind.CONFLICT, conflict.kind());
        assertTrue(conflict.getMessage().contains("expected was nothing"), conflict.getMessage());

        ArtifactStoreException rejected =
                assertThrows(ArtifactStoreException.class, () -> store().read(KEY, Revision.of("another-store.1")));
        assertEquals(Kind.REJECTED, rejected.kind());

        assertThrows(IllegalArgumentException.class, () -> store().history(KEY, 0));
        assertThrows(IllegalArgumentException.class, () -> store().write(List.of()));
    }

    @Test
    void aStreamThatIsCutIsUnavailableAndNeverAShorterOne() throws Exception {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        ArtifactFrameWriter frames = new ArtifactFrameWriter(whole);
        Revision revision = behind.write(List.of(write("1")));
        frames.entry(ArtifactEntry.of(behind.read(KEY).orElseThrow()));
        int complete = whole.size();
        publisher.answerWith(answer(Arrays.copyOf(whole.toByteArray(), complete)));

        try (ArtifactCursor cursor = store().snapshot(Set.of(KEY.label()), revision)) {
            assertTrue(cursor.next().isPresent());
            ArtifactStoreException e = assertThrows(ArtifactStoreException.class, cursor::next);
            assertEquals(Kind.UNAVAILABLE, e.kind());
        }
    }

    @Test
    void aPublisherThatFallsSilentInTheMiddleIsUnavailable() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        config.requestTimeout = 300;
        publisher.answerWith(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("TLA1A".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            awaitRelease(release);
        });

        try (ArtifactCursor cursor = store().snapshot(Set.of("L"), Revision.of("r"))) {
            ArtifactStoreException e = assertThrows(ArtifactStoreException.class, cursor::next);
            assertEquals(Kind.UNAVAILABLE, e.kind());
            assertTrue(e.getMessage().contains("nothing came for 300 ms"), e.getMessage());
        } finally {
            release.countDown();
        }
    }

    @Test
    void aPublisherThatNeverAnswersIsUnavailable() {
        CountDownLatch release = new CountDownLatch(1);
        config.requestTimeout = 300;
        publisher.answerWith(exchange -> awaitRelease(release));

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store().head());

        release.countDown();
        assertEquals(Kind.UNAVAILABLE, e.kind());
    }

    @Test
    void hearsOfAChangeThroughTheLongPollAndAgainAfterThePublisherWasAway() throws Exception {
        Semaphore hints = new Semaphore(0);
        Subscription subscription = store().watch(hints::release);
        assertTrue(hints.tryAcquire(20, TimeUnit.SECONDS), "the first look");

        behind.write(List.of(write("1")));
        assertTrue(hints.tryAcquire(20, TimeUnit.SECONDS), "a change");

        behind.goAway();
        behind.comeBack();
        behind.write(List.of(write("2")));
        assertTrue(hints.tryAcquire(20, TimeUnit.SECONDS), "a change after an absence");
        subscription.close();
        subscription.close();
    }

    @Test
    void thePublisherKnowsWhoReadsAndWhatTheyHold() throws Exception {
        config.nodeName = "gateway \u00e4,1";
        config.labels = new String[] {"Production and Sandbox", "a,b%"};
        Revision revision = behind.write(List.of(write("1")));
        try (ArtifactCursor cursor = store().snapshot(Set.of("Production and Sandbox"), revision)) {
            while (cursor.next().isPresent()) {
                assertTrue(publisher.endpoint().readers().get(0).held().isEmpty(), "not all is read yet");
            }
        }

        store().head();

        StoreReader reader = publisher.endpoint().readers().get(0);
        assertEquals("gateway \u00e4,1", reader.node());
        assertEquals(Optional.of(PublisherServer.USER), reader.account());
        assertEquals(Set.of("Production and Sandbox", "a,b%"), reader.labels());
        assertEquals(Optional.of(revision), reader.held());
    }

    @Test
    void aBodyOverThePublishersLimitIsRejectedWithItsReason() throws Exception {
        byte[] large = new byte[(32 << 20) + 1];
        ArtifactWrite write =
                ArtifactWrite.of(KEY, Instruction.PUBLISH, ApiIdentity.of("n", "1", "t"), ArtifactBody.of(large));

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store().write(List.of(write)));

        assertEquals(Kind.REJECTED, e.kind());
        assertTrue(e.getMessage().contains("max_artifact_size"), e.getMessage());
        assertTrue(behind.read(KEY).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9443",
                "https://user:s3cret@127.0.0.1:9443",
                "https://127.0.0.1:9443?x=s3cret",
                "https:///path",
                "not a url s3cret"
            })
    void refusesAnAddressThatCouldGiveThePasswordAway(String url) {
        config.url = url;

        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, this::store);

        assertTrue(e.getMessage().contains("url in [store.remote]"), e.getMessage());
        assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
    }

    @Test
    void refusesAConfigurationThatLacksSomethingByTheNameOfTheKey() throws Exception {
        config.password = "";
        assertTrue(refusal().contains("The password in [store.remote] is missing"));
        config.password = "x";
        config.requestTimeout = 0;
        assertTrue(refusal().contains("request_timeout"));
        config.requestTimeout = 1;
        config.certificate = directory.resolve("missing.pem").toString();
        assertTrue(refusal().contains("missing.pem, cannot be used: it cannot be read"));
        config.certificate = Files.writeString(directory.resolve("empty.pem"), "nothing here")
                .toString();
        assertTrue(refusal().contains("certificate in [store.remote]"));
    }

    private String refusal() {
        return assertThrows(IllegalArgumentException.class, this::store).getMessage();
    }

    private static HttpHandler answer(byte[] content) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(content);
        };
    }

    private static void awaitRelease(CountDownLatch release) throws IOException {
        try {
            release.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException("The test is over", e);
        }
    }

    private static ArtifactWrite write(String body) {
        return ArtifactWrite.of(KEY, Instruction.PUBLISH, ApiIdentity.of("n", "1", "t"), ArtifactBody.of(body));
    }
}
