package org.trunkline.store.remote.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.wire.ArtifactFrameWriter;
import org.trunkline.sync.wire.StoreEndpoint;

/** Sends requests to the publisher and turns its answers into streams or into exceptions of the store. Thread-safe. */
final class Connection {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient http;
    private final RemoteAddress address;
    private final Map<String, String> headers;
    private final Duration requestTimeout;
    private final Refusals refusals;
    private volatile Revision held;

    private Connection(
            HttpClient http,
            RemoteAddress address,
            Map<String, String> headers,
            Duration requestTimeout,
            Refusals refusals) {
        this.http = http;
        this.address = address;
        this.headers = headers;
        this.requestTimeout = requestTimeout;
        this.refusals = refusals;
    }

    /** @throws IllegalArgumentException if a value of the configuration cannot be used; it names the key */
    static Connection of(RemoteStoreConfig config) {
        RemoteAddress address = RemoteAddress.of(require("url", config.url()));
        String username = require("username", config.username());
        String password = require("password", config._password());
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("The username in [store.remote] must not hold a colon");
        }
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(positive("connect_timeout", config.connect_timeout()));
        if (config.certificate() != null && !config.certificate().isBlank()) {
            client.sslContext(new PinnedTrust(Path.of(config.certificate())).context());
        }
        return new Connection(
                client.build(),
                address,
                headers(config, username, password),
                positive("request_timeout", config.request_timeout()),
                new Refusals(address, username));
    }

    private static Map<String, String> headers(RemoteStoreConfig config, String username, String password) {
        byte[] credentials = (username + ':' + password).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>();
        headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        if (config.node_name() != null && !config.node_name().isBlank()) {
            headers.put(StoreEndpoint.NODE_HEADER, Query.encode(config.node_name()));
        }
        headers.put(StoreEndpoint.LABELS_HEADER, labels(config.labels()));
        return headers;
    }

    /** As many labels as a header can well hold: they are for people who look at the list of nodes. */
    private static String labels(String[] labels) {
        StringBuilder text = new StringBuilder();
        for (String label : labels == null ? new String[0] : labels) {
            String encoded = Query.encode(label);
            if (text.length() + encoded.length() < 2000) {
                text.append(text.length() == 0 ? "" : ",").append(encoded);
            }
        }
        return text.toString();
    }

    private static String require(String key, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The " + key + " in [store.remote] is missing");
        }
        return value;
    }

    private static Duration positive(String key, long millis) {
        if (millis <= 0 || millis > Duration.ofDays(1).toMillis()) {
            throw new IllegalArgumentException(
                    "The " + key + " in [store.remote] must be from 1 ms to a day, not " + millis + " ms");
        }
        return Duration.ofMillis(millis);
    }

    RemoteAddress address() {
        return address;
    }

    /** From now on requests say that this node has read everything up to a revision. */
    void holds(Revision revision) {
        held = revision;
    }

    /**
     * Reads.
     *
     * @param what for messages, to follow "could not"
     * @param wait how long the publisher may take on purpose
     */
    InputStream get(String what, String operation, Query query, Duration wait)
            throws ArtifactStoreException, GoneException {
        HttpRequest request = request(operation, query.toString(), requestTimeout.plus(wait))
                .GET()
                .build();
        return send(what, request, true);
    }

    /** Reads with what is too long for a URL. */
    InputStream postForm(String what, String operation, Query form) throws ArtifactStoreException, GoneException {
        HttpRequest request = request(operation, "", requestTimeout)
                .header("Content-Type", FORM)
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                .build();
        return send(what, request, true);
    }

    /**
     * Writes.
     *
     * @param repeatable whether the request may be sent again when it is not known what became of it
     */
    InputStream post(String what, String operation, HttpRequest.BodyPublisher body, long bytes, boolean repeatable)
            throws ArtifactStoreException, GoneException {
        // One more second for each megabyte, so that the timeout is about silence and not about a slow line.
        Duration timeout = requestTimeout.plusSeconds(bytes >> 20);
        HttpRequest request = request(operation, "", timeout)
                .header("Content-Type", ArtifactFrameWriter.MEDIA_TYPE)
                .POST(body)
                .build();
        return send(what, request, repeatable);
    }

    private HttpRequest.Builder request(String operation, String query, Duration timeout) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.of(operation, query)).timeout(timeout);
        headers.forEach(request::header);
        Optional.ofNullable(held).ifPresent(revision -> request.header(StoreEndpoint.HELD_HEADER, revision.toString()));
        return request;
    }

    private InputStream send(String what, HttpRequest request, boolean repeatable)
            throws ArtifactStoreException, GoneException {
        HttpResponse<InputStream> response;
        try {
            response = send(request, repeatable);
        } catch (IOException e) {
            throw refusals.unreachable(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ArtifactStoreException.unavailable("Interrupted on the way to " + what + " at " + address, e);
        }
        if (response.statusCode() != 200) {
            throw refusals.of(what, response);
        }
        return response.body();
    }

    private HttpResponse<InputStream> send(HttpRequest request, boolean repeatable)
            throws IOException, InterruptedException {
        try {
            return http.send(request, answer -> new ResponseStream(requestTimeout));
        } catch (HttpTimeoutException | ConnectException | SSLException e) {
            throw e;
        } catch (IOException e) {
            if (!repeatable) {
                throw e;
            }
            // Most likely a kept connection that the publisher closed while nobody used it; a new one tells.
            return http.send(request, answer -> new ResponseStream(requestTimeout));
        }
    }

    /** An answer that broke off. */
    ArtifactStoreException broken(String what, IOException e) {
        return refusals.unreachable(what, e);
    }
}
