package org.trunkline.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.wire.StoreEndpoint;
import org.trunkline.sync.wire.StoreRequest;
import org.trunkline.sync.wire.StoreResponse;

/** A publisher's store endpoint behind the JDK's HTTPS server, on a free port of the loopback interface. */
final class LoopbackPublisher implements AutoCloseable {

    private static final String MOUNT = "/api/v1/store";
    private static final String PASSWORD = "changeit";
    private static final long MAX_BODY = 64L << 20;

    private final Path certificate;
    private final StoreEndpoint endpoint;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param directory an empty one, for the certificate */
    LoopbackPublisher(ArtifactStore store, Path directory) throws Exception {
        Path keys = directory.resolve("keys.p12");
        certificate = directory.resolve("certificate.pem");
        keytool("-genkeypair -alias tls -keyalg EC -dname CN=bench -validity 2 -ext san=ip:127.0.0.1", keys);
        keytool("-exportcert -rfc -alias tls -file " + certificate, keys);
        endpoint = new StoreEndpoint(store, Clock.systemUTC(), MAX_BODY);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        server.setExecutor(threads);
        server.createContext(MOUNT, this::handle);
        server.start();
    }

    private static void keytool(String command, Path keys) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> line = Stream.concat(
                        Stream.of(tool),
                        Stream.of((command + " -keystore " + keys + " -storepass " + PASSWORD).split(" ")))
                .toList();
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool made no certificate: " + output);
        }
    }

    private static SSLContext context(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
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
