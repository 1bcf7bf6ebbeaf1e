package org.trunkline.sync.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Samples;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

class StoreEndpointTest {

    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final StoreEndpoint endpoint = new StoreEndpoint(store, Clock.systemUTC(), 1000);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        endpoint.close();
        store.close();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /nothing  |                              | 404 | has no operation GET /nothing",
                "POST | /head     |                              | 404 | has no operation POST /head",
                "GET  | /../write |                              | 404 | has no operation",
                "GET  | /artifact |                              | 400 | The parameter 'kind' is missing",
                "GET  | /artifact | kind=X&label=l&id=i          | 400 | must be SYNAPSE or REVISION_ARCHIVE",
                "GET  | /artifact | kind=SYNAPSE&label=l&id=%00  | 400 | holds a control character",
                "GET  | /artifact | kind=SYNAPSE&label=l&id=%zz  | 400 | Illegal hex",
                "GET  | /artifact | kind=SYNAPSE&label=l&id=a&id=b | 400 | 'id' is there 2 times",
                "GET  | /history  | kind=SYNAPSE&label=l&id=i&limit=x | 400 | 'limit' must be a number",
                "GET  | /history  | kind=SYNAPSE&label=l&id=i&limit=0 | 400 | limit must be positive",
                "GET  | /find     | instruction=Burn             | 400 | Unknown instruction 'Burn'",
                "GET  | /head     | since=%20                    | 400 | waitSeconds",
                "POST | /snapshot |                              | 400 | The parameter 'at' is missing"
            })
    void answersAWrongRequestWithWhatIsWrong(String method, String path, String query, int status, String detail)
            throws Exception {
        try (StoreResponse response = endpoint.handle(new Request(method, path, query))) {
            assertEquals(status, response.status());
            assertEquals("application/problem+json", response.headers().get("Content-Type"));
            assertTrue(text(response).contains(detail), text(response));
        }
    }

    @Test
    void aBatchThatWasCutStoresNothing() throws Exception {
        byte[] batch =
                ArtifactFrameWriter.stream(Samples.publish("a", "x", "L", "M")).readAllBytes();
        for (int end = 0; end < batch.length; end += 11) {
            Request request = new Request("POST", "/write", null);
            request.body = Arrays.copyOf(batch, end);
            try (StoreResponse response = endpoint.handle(request)) {
                assertEquals(400, response.status(), "cut after " + end);
            }
        }
        assertTrue(store.read(ArtifactKey.synapse("L", "a")).isEmpty());
    }

    @Test
    void onlyWriteChangesTheStore() {
        assertTrue(StoreEndpoint.writes(new Request("POST", "/write", null)));
        for (String path : List.of("/head", "/artifact", "/find", "/history", "/snapshot", "/changes")) {
            assertFalse(StoreEndpoint.writes(new Request("POST", path, null)), path);
        }
    }

    @Test
    void theHeadIsAnsweredWhenItChanges() throws Exception {
        Revision before = store.head();
        Future<Revision> waiting = threads.submit(waitForHead(before, 30));

        Revision after = store.write(Samples.publish("a", "x", "L"));

        assertEquals(after, waiting.get(20, TimeUnit.SECONDS));
    }

    @Test
    void theHeadIsAnsweredAtOnceWhenItDiffersAlready() throws Exception {
        Revision before = store.head();
        Revision after = store.write(Samples.publish("a", "x", "L"));

        assertEquals(after, waitForHead(before, 30).call());
    }

    @Test
    void theHeadIsAnsweredUnchangedWhenTheTimeIsOver() throws Exception {
        assertEquals(store.head(), waitForHead(store.head(), 1).call());
        assertEquals(store.head(), waitForHead(store.head(), -5).call());
    }

    @Test
    void moreWaitersThanAllowedAreAnsweredAtOnceAndCloseSendsAllHome() throws Exception {
        Revision before = store.head();
        List<Future<Revision>> waiting = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            waiting.add(threads.submit(waitForHead(before, 30)));
        }

        await(() -> waiting.stream().filter(Future::isDone).count() == 30);
        endpoint.close();

        for (Future<Revision> each : waiting) {
            assertEquals(before, each.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aStoreThatIsAwayWhileSomebodyWaitsIsAnAnswerToo() throws Exception {
        Request request = new Request("GET", "/head", "since=" + store.head() + "&waitSeconds=30");
        Future<Integer> waiting = threads.submit(() -> {
            try (StoreResponse response = endpoint.handle(request)) {
                return response.status();
            }
        });

        store.goAway();

        assertEquals(503, waiting.get(20, TimeUnit.SECONDS));
    }

    @Test
    void readersAreKnownByWhatTheyAskedLast() throws Exception {
        Revision revision = store.write(Samples.publish("a", "x", "L"));
        Request snapshot = new Request("POST", "/snapshot", null);
        snapshot.body = ("label=L&at=" + revision).getBytes(StandardCharsets.UTF_8);
        snapshot.headers = Map.of(StoreEndpoint.NODE_HEADER, "gw%201");
        endpoint.handle(snapshot).close();
        Request head = new Request("GET", "/head", null);
        head.headers = Map.of(StoreEndpoint.NODE_HEADER, "gw%201", StoreEndpoint.HELD_HEADER, revision.toString());
        endpoint.handle(head).close();

        List<StoreReader> readers = endpoint.readers();

        assertEquals(1, readers.size());
        assertEquals("gw 1", readers.get(0).node());
        assertEquals(Set.of("L"), readers.get(0).labels());
        assertEquals(Optional.of(revision), readers.get(0).held());
    }

    @Test
    void howeverManyNamesAreMadeUpTheListOfReadersStaysBounded() {
        for (int i = 0; i < 3000; i++) {
            Request head = new Request("GET", "/head", null);
            head.headers = Map.of(StoreEndpoint.NODE_HEADER, "gw" + i);
            endpoint.handle(head).close();
        }

        assertEquals(1000, endpoint.readers().size());
    }

    @Test
    void goneIsAnAnswerOfItsOwn() throws Exception {
        Revision from = store.write(Samples.publish("a", "x", "L"));
        Revision to = store.write(Samples.publish("b", "x", "L"));
        store.forget();
        Request changes = new Request("POST", "/changes", null);
        changes.body = ("label=L&from=" + from + "&to=" + to).getBytes(StandardCharsets.UTF_8);

        try (StoreResponse response = endpoint.handle(changes)) {
            assertEquals(410, response.status());
            assertEquals(StoreFault.GONE, response.headers().get(StoreFault.KIND_HEADER));
        }
    }

    @Test
    void aStoreThatBreaksInTheMiddleOfAStreamTellsTheReader() throws Exception {
        Revision revision = store.write(Samples.publish("a", "x", "L"));
        try (StoreEndpoint breaking = new StoreEndpoint(new BreakingStore(store), Clock.systemUTC(), 1000)) {
            Request snapshot = new Request("POST", "/snapshot", null);
            snapshot.body = ("label=L&at=" + revision).getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (StoreResponse response = breaking.handle(snapshot)) {
                assertEquals(200, response.status());
                response.writeTo(out);
            }
            ArtifactFrameReader reader = new ArtifactFrameReader(new ByteArrayInputStream(out.toByteArray()), 1000);

            assertEquals("a", reader.nextEntry().orElseThrow().key().id());
            ArtifactStoreException e = assertThrows(ArtifactStoreException.class, reader::nextEntry);
            assertEquals("The disk is gone", e.getMessage());
        }
    }

    private Callable<Revision> waitForHead(Revision since, int seconds) {
        Request request = new Request("GET", "/head", "since=" + since + "&waitSeconds=" + seconds);
        return () -> {
            try (StoreResponse response = endpoint.handle(request)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                response.writeTo(out);
                return RevisionAnswer.read(new ByteArrayInputStream(out.toByteArray()));
            }
        };
    }

    private static String text(StoreResponse response) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.writeTo(out);
        return out.toString(StandardCharsets.UTF_8).replace("\\u0027", "'");
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "It did not happen within 20 seconds");
            Thread.onSpinWait();
        }
    }

    private static final class Request implements StoreRequest {

        private final String method;
        private final String path;
        private final String query;
        private byte[] body = new byte[0];
        private Map<String, String> headers = Map.of();

        Request(String method, String path, String query) {
            this.method = method;
            this.path = path;
            this.query = query;
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public Optional<String> query() {
            return Optional.ofNullable(query);
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public Optional<String> account() {
            return Optional.empty();
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(body);
        }
    }
}
