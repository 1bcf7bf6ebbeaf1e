package org.trunkline.sync.wire;

import com.google.gson.stream.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/**
 * Offers a store to other nodes over HTTP. It knows no server: whoever mounts it authenticates the caller, checks with
 * {@link #writes} what the caller must be allowed to do, hands in the request and writes the response.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><td>{@code GET /head?since=REV&waitSeconds=N}<td>the head; with both parameters, when it differs from {@code since}
 *     or after the time (at most 30 seconds)
 * <tr><td>{@code GET /artifact?kind&label&id&at}<td>one artifact or none, {@code at} a revision if it is given
 * <tr><td>{@code GET /find?label&apiId&name&version&tenant&instruction}<td>what is known about the artifacts that match
 * <tr><td>{@code GET /history?kind&label&id&limit}<td>the states of one artifact
 * <tr><td>{@code POST /snapshot}, form {@code label, at}<td>everything that was published for the labels
 * <tr><td>{@code POST /changes}, form {@code label, from, to}<td>what changed; 410 if that is not known any more
 * <tr><td>{@code POST /write}, a batch in frames<td>the new revision
 * </table>
 *
 * <p>Revisions are answered as JSON, everything else as {@linkplain ArtifactFrameWriter frames}; failures as
 * {@code application/problem+json} with the headers of {@link StoreFault}. Labels of the reading requests travel in the
 * body, because a URL is too short for many of them.
 *
 * <p>Safe for use by many threads.
 */
public final class StoreEndpoint implements AutoCloseable {

    /** Request header: the name of the node that reads, percent-encoded. */
    public static final String NODE_HEADER = "Trunkline-Node";

    /** Request header: the labels that the node reads, each percent-encoded, with commas between. */
    public static final String LABELS_HEADER = "Trunkline-Labels";

    /** Request header: the revision up to which the node has read everything. */
    public static final String HELD_HEADER = "Trunkline-Held";

    private static final System.Logger LOG = System.getLogger(StoreEndpoint.class.getName());
    private static final int MAX_FORM_BYTES = 1 << 20;
    private static final int MAX_WAITERS = 100;
    private static final int BODIES_IN_A_BATCH = 4;

    private final ArtifactStore store;
    private final long maxBodyBytes;
    private final ReaderBook readers;
    private final HeadWatch heads;

    /**
     * @param maxBodyBytes the largest body that is taken, in bytes; a batch may have four times as much
     * @throws IllegalArgumentException if the largest body is not positive
     */
    public StoreEndpoint(ArtifactStore store, Clock clock, long maxBodyBytes) {
        this.store = Objects.requireNonNull(store, "store");
        this.maxBodyBytes = maxBodyBytes;
        this.readers = new ReaderBook(Objects.requireNonNull(clock, "clock"));
        if (maxBodyBytes <= 0) {
            throw new IllegalArgumentException("The largest artifact must have at least 1 byte, not " + maxBodyBytes);
        }
        this.heads = new HeadWatch(store, MAX_WAITERS);
    }

    /** Whether a request asks for a change of the store, which takes another permission than reading. */
    public static boolean writes(StoreRequest request) {
        return request.path().equals("/write");
    }

    /** The nodes that read lately, ordered by name. */
    public List<StoreReader> readers() {
        return readers.readers();
    }

    /** Answers a request. What is wrong with the request or with the store is a response as well. */
    public StoreResponse handle(StoreRequest request) {
        try {
            note(request, Set.of());
            return answer(request);
        } catch (ArtifactStoreException e) {
            return fault(e);
        } catch (IllegalArgumentException e) {
            return problem(400, StoreFault.INVALID, "The request is wrong", e.getMessage(), Optional.empty());
        } catch (IOException e) {
            return problem(
                    400,
                    "REJECTED",
                    "The request cannot be read",
                    "The request could not be read: " + e.getMessage() + ". Nothing was stored.",
                    Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fault(ArtifactStoreException.unavailable("The server is being stopped", e));
        }
    }

    private StoreResponse answer(StoreRequest request)
            throws ArtifactStoreException, IOException, InterruptedException {
        switch (request.method() + ' ' + request.path()) {
            case "GET /head":
                return head(Parameters.decode(request.query().orElse("")));
            case "GET /artifact":
                return artifact(Parameters.decode(request.query().orElse("")));
            case "GET /find":
                return infos(store.find(query(Parameters.decode(request.query().orElse("")))));
            case "GET /history":
                Parameters history = Parameters.decode(request.query().orElse(""));
                return infos(store.history(history.key(), history.number("limit")));
            case "POST /snapshot":
                return snapshot(request, form(request));
            case "POST /changes":
                return changes(request, form(request));
            case "POST /write":
                return write(request);
            default:
                return problem(
                        404,
                        "REJECTED",
                        "There is no such operation",
                        "The store has no operation " + request.method() + " " + request.path()
                                + ". The client may be of another version.",
                        Optional.empty());
        }
    }

    private StoreResponse head(Parameters parameters) throws ArtifactStoreException, InterruptedException {
        if (parameters.one("since").isEmpty()) {
            return revision(store.head());
        }
        Duration wait = Duration.ofSeconds(Math.max(0, parameters.number("waitSeconds")));
        return revision(heads.await(parameters.revision("since"), wait));
    }

    private StoreResponse artifact(Parameters parameters) throws ArtifactStoreException {
        ArtifactKey key = parameters.key();
        Optional<Artifact> artifact =
                parameters.one("at").isPresent() ? store.read(key, parameters.revision("at")) : store.read(key);
        return frames(
                writer -> {
                    if (artifact.isPresent()) {
                        writer.entry(ArtifactEntry.of(artifact.get()));
                    }
                },
                () -> {});
    }

    private static ArtifactQuery query(Parameters parameters) {
        ArtifactQuery query = ArtifactQuery.all();
        query = parameters.one("label").map(query::label).orElse(query);
        query = parameters.one("apiId").map(query::apiId).orElse(query);
        query = parameters.one("name").map(query::name).orElse(query);
        query = parameters.one("version").map(query::version).orElse(query);
        query = parameters.one("tenant").map(query::tenant).orElse(query);
        return parameters
                .one("instruction")
                .map(Instruction::ofWireName)
                .map(query::instruction)
                .orElse(query);
    }

    private static StoreResponse infos(List<ArtifactInfo> infos) {
        return frames(
                writer -> {
                    for (ArtifactInfo info : infos) {
                        writer.info(info);
                    }
                },
                () -> {});
    }

    private StoreResponse snapshot(StoreRequest request, Parameters parameters) throws ArtifactStoreException {
        note(request, parameters.labels());
        return cursor(store.snapshot(parameters.labels(), parameters.revision("at")));
    }

    private StoreResponse changes(StoreRequest request, Parameters parameters) throws ArtifactStoreException {
        note(request, parameters.labels());
        Optional<ArtifactCursor> changes =
                store.changes(parameters.labels(), parameters.revision("from"), parameters.revision("to"));
        if (changes.isEmpty()) {
            return problem(
                    410,
                    StoreFault.GONE,
                    "The changes are not known",
                    "The store cannot tell what changed since revision " + parameters.require("from")
                            + ". Read a snapshot.",
                    Optional.empty());
        }
        return cursor(changes.get());
    }

    private static StoreResponse cursor(ArtifactCursor cursor) {
        return frames(
                writer -> {
                    for (Optional<ArtifactEntry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                        writer.entry(next.get());
                    }
                },
                cursor::close);
    }

    private StoreResponse write(StoreRequest request) throws ArtifactStoreException, IOException {
        InputStream body = request.body();
        try {
            ArtifactFrameReader frames = new ArtifactFrameReader(body, maxBodyBytes);
            return revision(store.write(frames.batch(BODIES_IN_A_BATCH * maxBodyBytes)));
        } catch (ArtifactStoreException e) {
            drain(body);
            throw e;
        }
    }

    /** Takes the rest of a refused batch off the line: otherwise the client meets a closed connection, not the reason. */
    private void drain(InputStream body) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long left = 2 * BODIES_IN_A_BATCH * maxBodyBytes;
        for (int count = body.read(chunk); count >= 0 && left > 0; count = body.read(chunk)) {
            left -= count;
        }
    }

    private static Parameters form(StoreRequest request) throws IOException {
        byte[] form = request.body().readNBytes(MAX_FORM_BYTES + 1);
        if (form.length > MAX_FORM_BYTES) {
            throw new IllegalArgumentException("The form has more than " + MAX_FORM_BYTES + " bytes");
        }
        return Parameters.decode(new String(form, StandardCharsets.UTF_8));
    }

    private void note(StoreRequest request, Set<String> requested) {
        Optional<String> node = request.header(NODE_HEADER);
        if (node.isEmpty()) {
            return;
        }
        Set<String> labels = new HashSet<>(requested);
        request.header(LABELS_HEADER).filter(text -> !text.isEmpty()).ifPresent(text -> {
            for (String label : text.split(",")) {
                labels.add(decode(label));
            }
        });
        readers.note(
                decode(node.get()),
                request.account(),
                labels,
                request.header(HELD_HEADER).map(Revision::of));
    }

    private static String decode(String text) {
        // A header is decoded as a parameter is, so that both sides have one rule.
        return Parameters.decode("v=" + text).require("v");
    }

    private static StoreResponse revision(Revision revision) {
        return StoreResponse.of(200, headers("application/json"), RevisionAnswer.write(revision));
    }

    private static StoreResponse frames(Frames frames, StoreResponse.AutoCloseableQuietly resource) {
        return StoreResponse.streamed(
                headers(ArtifactFrameWriter.MEDIA_TYPE), out -> writeFrames(frames, out), resource);
    }

    private static void writeFrames(Frames frames, OutputStream out) throws IOException {
        // Frames of a few bytes would each become a chunk, a TLS record and a packet of its own.
        ArtifactFrameWriter writer = new ArtifactFrameWriter(new BufferedOutputStream(out, 1 << 16));
        try {
            frames.writeTo(writer);
            writer.end();
        } catch (ArtifactStoreException e) {
            LOG.log(System.Logger.Level.DEBUG, "A stream broke at the store; the reader is told", e);
            writer.fault(e);
        }
    }

    private static StoreResponse fault(ArtifactStoreException e) {
        return problem(
                StoreFault.status(e.kind()),
                e.kind().name(),
                "The store did not do it",
                String.valueOf(e.getMessage()),
                e.retryAfter());
    }

    private static StoreResponse problem(
            int status, String kind, String title, String detail, Optional<Duration> retryAfter) {
        Map<String, String> headers = headers("application/problem+json");
        headers.put(StoreFault.KIND_HEADER, kind);
        retryAfter.ifPresent(wait -> {
            headers.put(StoreFault.RETRY_AFTER_HEADER, Long.toString(wait.toMillis()));
            headers.put("Retry-After", Long.toString(Math.max(1, (wait.toMillis() + 999) / 1000)));
        });
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name("title").value(title);
            json.name("status").value(status);
            json.name("detail").value(detail);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can always be written", e);
        }
        return StoreResponse.of(status, headers, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(String contentType) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("Cache-Control", "no-store");
        return headers;
    }

    /** Ends all waiting; requests that come later are still answered. The store stays open. */
    @Override
    public void close() {
        heads.close();
    }

    private interface Frames {
        void writeTo(ArtifactFrameWriter writer) throws IOException, ArtifactStoreException;
    }
}
