package org.trunkline.store.remote.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.wire.StoreEndpoint;
import org.trunkline.sync.wire.StoreRequest;
import org.trunkline.sync.wire.StoreResponse;

/** A publisher: an HTTPS server on a free port with a store behind it and one account. */
final class PublisherServer implements AutoCloseable {

    static final String USER = "gateway-1";
    static final String PASSWORD = "p\u00e4ss:w\u00f6rd";

    private static final String MOUNT = "/api/v1/store";
    private static final long MAX_BODY = 32L << 20;

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final StoreEndpoint endpoint;
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile HttpHandler override;

    PublisherServer(TestCertificate certificate, ArtifactStore store) throws Exception {
        // Otherwise the JDK's server waits 40 ms for an acknowledgement between the head and the body of each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        endpoint = new StoreEndpoint(store, Clock.systemUTC(), MAX_BODY);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    StoreEndpoint endpoint() {
        return endpoint;
    }

    /** What requests carried as their credentials. */
    List<String> authorizations() {
        return authorizations;
    }

    /** Answers every request with something else, until null. */
    void answerWith(HttpHandler handler) {
        override = handler;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            String authorization = Optional.ofNullable(
                            exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            authorizations.add(authorization);
            HttpHandler other = override;
            if (other != null) {
                other.handle(exchange);
                return;
            }
            String expected = "Basic "
                    + Base64.getEncoder().encodeToString((USER + ':' + PASSWORD).getBytes(StandardCharsets.UTF_8));
            if (!authorization.equals(expected)) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            try (StoreResponse response = endpoint.handle(new ExchangeRequest(exchange))) {
                response.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(
                        response.status(),
                        response.length().isPresent() ? response.length().getAsLong() : 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    response.writeTo(out);
                }
            }
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        endpoint.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static final class ExchangeRequest implements StoreRequest {

        private final HttpExchange exchange;

        ExchangeRequest(HttpExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public String method() {
            return exchange.getRequestMethod();
        }

        @Override
        public String path() {
            return exchange.getRequestURI().getRawPath().substring(MOUNT.length());
        }

        @Override
        public Optional<String> query() {
            return Optional.ofNullable(exchange.getRequestURI().getRawQuery());
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
        }

        @Override
        public Optional<String> account() {
            return Optional.of(USER);
        }

        @Override
        public InputStream body() {
            return exchange.getRequestBody();
        }
    }
}
