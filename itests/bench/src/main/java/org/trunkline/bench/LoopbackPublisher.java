package org.trunkline.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.wire.StoreEndpoint;
import org.trunkline.sync.wire.StoreRequest;
import org.trunkline.sync.wire.StoreResponse;

/** A publisher's store endpoint behind the JDK's HTTPS server, on a free port of the loopback interface. */
final class LoopbackPublisher implements AutoCloseable {

    private static final String MOUNT = "/api/v1/store";
    private static final long MAX_BODY = 64L << 20;

    private final Path certificate;
    private final StoreEndpoint endpoint;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    LoopbackPublisher(ArtifactStore store, LoopbackKeys keys) throws Exception {
        certificate = keys.certificate();
        endpoint = new StoreEndpoint(store, Clock.systemUTC(), MAX_BODY);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
        server.setExecutor(threads);
        server.createContext(MOUNT, this::handle);
        server.start();
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The PEM file that a client is to trust. */
    Path certificate() {
        return certificate;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (StoreResponse response = endpoint.handle(new ExchangeRequest(exchange))) {
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(response.status(), response.length().orElse(0));
            try (OutputStream out = exchange.getResponseBody()) {
                response.writeTo(out);
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

    private record ExchangeRequest(HttpExchange exchange) implements StoreRequest {

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
            return Optional.of("bench");
        }

        @Override
        public InputStream body() {
            return exchange.getRequestBody();
        }
    }
}
