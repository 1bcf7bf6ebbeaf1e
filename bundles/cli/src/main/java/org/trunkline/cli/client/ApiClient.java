package org.trunkline.cli.client;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.trunkline.cli.CommandFailed;

/**
 * Sends requests to one node. Every refusal and every failure of the network comes out as a {@link CommandFailed} that says
 * what was asked of whom, what came back and what to do. Safe for use by several threads.
 */
public final class ApiClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

    /** For what may concern a whole tree. */
    private static final Duration WORK_TIMEOUT = Duration.ofHours(1);

    private static final int LARGEST_REFUSAL = 1 << 16;

    private static final long LARGE_BODY = 1 << 20;
    private static final int LONGEST_SHOWN = 120;

    private final ServerUrl server;
    private final Credentials credentials;
    private final HttpClient http;

    /**
     * @param trust whom to believe; empty for the certificate authorities of the Java installation
     */
    public ApiClient(ServerUrl server, Credentials credentials, Optional<SSLContext> trust) {
        this.server = server;
        this.credentials = credentials;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // a redirect would carry the password to another place
                .followRedirects(Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        trust.ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    public ServerUrl server() {
        return server;
    }

    public Answer get(RequestPath path) throws CommandFailed {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Answer delete(RequestPath path) throws CommandFailed {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Posts without a body. */
    public Answer post(RequestPath path) throws CommandFailed {
        return send("POST", path, BodyPublishers.noBody());
    }

    /** Posts a body that is JSON already, byte for byte. */
    public Answer post(RequestPath path, byte[] json) throws CommandFailed {
        return send("POST", path, BodyPublishers.ofByteArray(json));
    }

    public Answer post(RequestPath path, JsonObject json) throws CommandFailed {
        return post(path, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    public Answer put(RequestPath path, JsonObject json) throws CommandFailed {
        return send("PUT", path, BodyPublishers.ofString(json.toString()));
    }

    /** Sends a body that is no JSON, however long that takes. */
    public Answer send(String method, RequestPath path, Upload upload) throws CommandFailed {
        var request = request(method, path, upload.body()).timeout(WORK_TIMEOUT);
        upload.mediaType().ifPresent(type -> request.header("Content-Type", type));
        upload.ifMatch().ifPresent(revision -> request.header("If-Match", revision));
        return answer(method, path, request.build());
    }

    /**
     * Writes an answer to a stream while it comes. Nothing is written if the request is refused.
     *
     * @return how many bytes came
     */
    public long download(RequestPath path, OutputStream out) throws CommandFailed {
        var asked = asked("GET", path);
        var request = request("GET", path, BodyPublishers.noBody()).timeout(WORK_TIMEOUT);
        HttpResponse<InputStream> response = exchange(asked, request.build(), BodyHandlers.ofInputStream());
        try (var in = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw CommandFailed.refused(
                        refusal(asked, response.statusCode(), response.headers(), in.readNBytes(LARGEST_REFUSAL)));
            }
            return in.transferTo(out);
        } catch (IOException e) {
            throw CommandFailed.refused(
                    asked + " was cut on its way, or could not be written: " + innermost(e) + ".", e);
        }
    }

    private Answer send(String method, RequestPath path, BodyPublisher body) throws CommandFailed {
        var request = request(method, path, body);
        if (body.contentLength() != 0) {
            request.header("Content-Type", "application/json");
        }
        return answer(method, path, request.build());
    }

    private HttpRequest.Builder request(String method, RequestPath path, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(server + path.toString()))
                .method(method, body)
                .timeout(ANSWER_TIMEOUT)
                .header("Authorization", credentials.authorization())
                .header("Accept", "application/json");
    }

    private String asked(String method, RequestPath path) {
        return method + " " + shortened(path.toString()) + " of " + server;
    }

    private Answer answer(String method, RequestPath path, HttpRequest request) throws CommandFailed {
        var asked = asked(method, path);
        var response = exchange(asked, request, BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw CommandFailed.refused(refusal(asked, response.statusCode(), response.headers(), response.body()));
        }
        return new Answer(asked, response.headers(), response.body());
    }

    private <T> HttpResponse<T> exchange(String asked, HttpRequest request, BodyHandler<T> handler)
            throws CommandFailed {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            var sent = request.bodyPublisher().map(BodyPublisher::contentLength).orElse(0L);
            throw CommandFailed.unreachable(unreachable(asked, sent, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.refused(asked + " was interrupted.", e);
        }
    }

    private String unreachable(String asked, long sent, IOException e) {
        if (isUnknownHost(e)) {
            return server + " does not answer: nobody knows the host "
                    + server.base().getHost() + ". Check --url.";
        }
        if (e instanceof ConnectException) {
            return server + " does not answer: nothing listens there. Is the node started, and is this its management "
                    + "address (--url)?";
        }
        if (e instanceof HttpTimeoutException) {
            return asked + " was not answered in time. The node may be busy or stuck: see its log.";
        }
        if (e instanceof SSLHandshakeException) {
            return server + " shows a certificate that is not trusted: " + innermost(e)
                    + ". Give the node's certificate with --certificate FILE, and the host name that is in it with --url.";
        }
        if (e instanceof SSLException) {
            return server + " does not speak TLS as it should: " + innermost(e)
                    + ". Is it https, and the management port of a Trunkline node?";
        }
        if (sent >= LARGE_BODY) {
            // a node that takes no more of a body that is far too large can only close the connection
            return asked + " failed while " + (sent >> 20) + " MB were sent: " + innermost(e)
                    + ". If it happens again, the body is far over max_body_size in [management] of the node.";
        }
        return asked + " failed: " + innermost(e) + ". Is it the management address of a Trunkline node?";
    }

    /** A query may hold labels of any length; the beginning tells which request it was. */
    private static String shortened(String path) {
        return path.length() <= LONGEST_SHOWN ? path : path.substring(0, LONGEST_SHOWN) + "...";
    }

    private static boolean isUnknownHost(Throwable e) {
        return e instanceof UnresolvedAddressException || e.getCause() != null && isUnknownHost(e.getCause());
    }

    private static String innermost(Throwable e) {
        var deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    private String refusal(String asked, int status, HttpHeaders headers, byte[] body) {
        var said = problem(body);
        var came = asked + " was refused: " + status
                + said.map(reason -> " " + reason).orElse(", without a reason. The log of the node may have one.");
        return switch (status) {
            case 401 ->
                server + " does not accept the user " + credentials + " with this password (401). Check --user and "
                        + "TRUNKLINE_PASSWORD or --password-file.";
            case 403 -> came + " The user is " + credentials + ".";
            case 503 ->
                came
                        + headers.firstValue("Retry-After")
                                .map(s -> " Ask again in " + s + " s.")
                                .orElse("");
            default -> came;
        };
    }

    /** Title and detail of an {@code application/problem+json}; empty if the body is something else. */
    private static Optional<String> problem(byte[] body) {
        try {
            if (JsonParser.parseString(new String(body, StandardCharsets.UTF_8)) instanceof JsonObject object) {
                var view = new JsonView(object);
                var title = view.text("title");
                var detail = view.text("detail");
                var incident =
                        view.has("incident") ? " (incident " + view.text("incident") + " in the node's log)" : "";
                var both = title + (title.isEmpty() || detail.isEmpty() ? "" : ": ") + detail + incident;
                return Optional.of(both).filter(s -> !s.isBlank());
            }
            return Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty(); // the page of a proxy, say: the status must do
        }
    }
}
