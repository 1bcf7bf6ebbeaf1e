package org.trunkline.gateway.internal.preview;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.gateway.internal.deployment.RequestPath;
import org.trunkline.gateway.internal.mediation.Body;
import org.trunkline.gateway.internal.mediation.HeaderFields;

/** Takes requests from the JDK's HTTP server and gives it the answers. Thread-safe. */
final class PreviewHandler implements HttpHandler {

    /** Stands in every answer. */
    static final String PREVIEW = "X-Trunkline-Preview";

    private static final Logger LOG = LoggerFactory.getLogger(PreviewHandler.class);
    private static final int BUFFER = 16 << 10;
    private static final long MAX_DISCARDED = 16 << 20;

    private final Dispatcher dispatcher;
    private final PreviewSettings settings;
    private final Watchdog watchdog;
    private final TrafficCount traffic;
    private final InFlight inFlight;

    PreviewHandler(
            Dispatcher dispatcher,
            PreviewSettings settings,
            Watchdog watchdog,
            TrafficCount traffic,
            InFlight inFlight) {
        this.dispatcher = Objects.requireNonNull(dispatcher, "dispatcher");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.watchdog = Objects.requireNonNull(watchdog, "watchdog");
        this.traffic = Objects.requireNonNull(traffic, "traffic");
        this.inFlight = Objects.requireNonNull(inFlight, "inFlight");
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!inFlight.begin()) {
            write(
                    exchange,
                    InputStream.nullInputStream(),
                    Reply.problem(503, "Stopping", "The gateway is stopping")
                            .withHeader("Connection", "close")
                            .withHeader("Retry-After", "1"));
            exchange.close();
            return;
        }
        long start = System.nanoTime();
        // what stalls is a client: only an interrupt ends the server's read, and it closes the connection too
        WatchedStream sent = new WatchedStream(exchange.getRequestBody(), settings.timeout(), Thread::interrupt);
        watchdog.watch(sent);
        try {
            serve(exchange, sent);
            exchange.close();
        } catch (RuntimeException e) {
            LOG.error(
                    "The preview front failed at {} {}",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    e);
            if (exchange.getResponseCode() >= 0) {
                throw new IOException("The answer had begun", e);
            }
            write(exchange, sent, Reply.problem(500, "Fault of the preview front", "The gateway's log says more"));
            exchange.close();
        } finally {
            watchdog.forget(sent);
            traffic.add(exchange.getResponseCode(), System.nanoTime() - start);
            inFlight.end();
        }
    }

    private void serve(HttpExchange exchange, WatchedStream sent) throws IOException {
        Optional<Long> declared;
        RequestPath path;
        try {
            path = path(exchange.getRequestURI());
            declared = contentLength(exchange);
        } catch (IllegalArgumentException e) {
            write(exchange, sent, Reply.problem(400, "Bad request", e.getMessage()));
            return;
        }
        long limit = settings.maxBodySize();
        if (declared.orElse(0L) > limit) {
            Reply refusal =
                    Reply.problem(413, "Body too large", "The body of the request has more than " + limit + " bytes");
            write(exchange, sent, refusal.withHeader("Connection", "close"));
            return;
        }
        Incoming request = new Incoming(
                exchange.getRequestMethod(),
                path,
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()),
                headers(exchange),
                body(exchange, declared, new RequestBody(sent, limit)),
                0);
        dispatcher.<IOException>dispatch(request, reply -> write(exchange, sent, reply));
    }

    private static RequestPath path(URI target) {
        // "//host/path" and "http://host/path" name a host where a path is expected
        if (target.getRawAuthority() != null || target.getScheme() != null || target.getRawPath() == null) {
            throw new IllegalArgumentException("The target of the request is not a path");
        }
        return RequestPath.parse(target.getRawPath());
    }

    private static Optional<Long> contentLength(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null) {
            return Optional.empty();
        }
        if (!length.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("The Content-Length is no number");
        }
        return Optional.of(Long.parseLong(length));
    }

    private static Body body(HttpExchange exchange, Optional<Long> declared, InputStream stream) {
        boolean chunked = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
        if (chunked) {
            return Body.of(stream, OptionalLong.empty());
        }
        return declared.filter(length -> length > 0)
                .map(length -> Body.of(stream, OptionalLong.of(length)))
                .orElseGet(Body::none);
    }

    private static HeaderFields headers(HttpExchange exchange) {
        HeaderFields headers = HeaderFields.endToEnd(exchange.getRequestHeaders());
        headers.append(
                "X-Forwarded-For", exchange.getRemoteAddress().getAddress().getHostAddress());
        headers.first("Host").ifPresent(host -> headers.set("X-Forwarded-Host", host));
        headers.set("X-Forwarded-Proto", "http");
        headers.remove("Host");
        return headers;
    }

    private static void write(HttpExchange exchange, InputStream sent, Reply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        reply.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Transfer-Encoding")) {
                headers.add(name, value);
            }
        });
        headers.set(PREVIEW, "for development and integration tests only");
        OptionalLong length = reply.body().length();
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head || reply.body().isEmpty() || reply.status() == 204 || reply.status() == 304) {
            if (head) {
                length.ifPresent(bytes -> headers.set("Content-Length", Long.toString(bytes)));
            }
            discard(sent);
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            // zero means chunked to the JDK's server
            exchange.sendResponseHeaders(reply.status(), length.orElse(0));
            OutputStream out = exchange.getResponseBody();
            copy(reply.body().asStream(), out);
            out.flush();
            discard(sent);
            out.close();
        }
    }

    /**
     * Takes what the client is still sending. A connection that is closed with unread bytes is reset, and the client then
     * often loses the answer that says why.
     */
    private static void discard(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = MAX_DISCARDED;
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = in.read(buffer);
        }
    }

    /**
     * Leaves the output open if the input breaks off: closing it would end a chunked answer as if it were whole. The
     * exception makes the server close the connection, and so tells the client.
     */
    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            if (in.available() == 0) {
                // an answer that comes in drops is to be seen in drops
                out.flush();
            }
        }
    }
}
