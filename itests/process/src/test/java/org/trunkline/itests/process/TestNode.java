package org.trunkline.itests.process;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A node with a base directory and ports of its own, as a process. Closing it ends the process. */
final class TestNode implements AutoCloseable {

    static final String ADMIN_PASSWORD = "Secret-of-the-admin-4711";
    static final Duration LIMIT = Duration.ofSeconds(90);

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        // Tests close their nodes; this is for a test run that is itself ended.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Path base;
    private final int managementPort;
    private final int previewPort;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Process process;
    private HttpClient client;

    TestNode(String name) throws IOException {
        base = Path.of(System.getProperty("trunkline.itest.dir"))
                .toAbsolutePath()
                .resolve(name);
        Distribution.delete(base);
        Files.createDirectories(base.resolve("repository/conf"));
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            managementPort = one.getLocalPort();
            previewPort = other.getLocalPort();
        }
        environment.put("ADMIN_PASSWORD", ADMIN_PASSWORD);
        deployment("");
    }

    /** Sets what deployment.toml holds beside the ports, the administrator and the gateway. */
    TestNode deployment(String more) throws IOException {
        Files.writeString(
                base.resolve("repository/conf/deployment.toml"), """
                [super_admin]
                password = "$env{ADMIN_PASSWORD}"
                [management]
                port = %d
                [apim.sync_runtime_artifacts.gateway]
                gateway_labels = ["Production and Sandbox"]
                [gateway]
                poll_interval = 200
                [preview]
                port = %d
                """.formatted(managementPort, previewPort) + more);
        return this;
    }

    TestNode option(String option) {
        options.add(option);
        return this;
    }

    Path base() {
        return base;
    }

    int managementPort() {
        return managementPort;
    }

    int previewPort() {
        return previewPort;
    }

    Process process() {
        return process;
    }

    /** Starts the process and does not wait. */
    TestNode launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(Distribution.script().toString(), "run"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(consoleFile().toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("TRUNKLINE_BASE", base.toString());
        builder.environment().remove("JAVA_OPTS");
        Files.writeString(consoleFile(), "");
        process = builder.start();
        RUNNING.add(process);
        client = null;
        return this;
    }

    /** Starts the node and waits until it is ready. */
    TestNode start() throws Exception {
        launch();
        Path state = base.resolve("repository/run/node.json");
        Await.until("the node is ready", LIMIT, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the node ended with status " + process.exitValue() + ":\n" + console());
            }
            return Files.exists(state)
                    && json(Files.readString(state)).get("pid").getAsLong() == process.pid()
                    && get("/health/ready").statusCode() == 200;
        });
        return this;
    }

    /** Waits for a node that is not meant to run. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the node still runs");
        }
        RUNNING.remove(process);
        return process.exitValue();
    }

    /** Ends the node with SIGTERM. */
    int stop() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Ends the node with SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Does not wait longer than a kill takes, and so need not be interrupted. */
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
            RUNNING.remove(process);
        }
    }

    String console() throws IOException {
        return Files.readString(consoleFile());
    }

    private Path consoleFile() {
        return base.resolveSibling(base.getFileName() + ".console");
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)), ADMIN_PASSWORD);
    }

    HttpResponse<String> get(String path, String password) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)), password);
    }

    HttpResponse<String> publish(String document) throws Exception {
        return send(
                HttpRequest.newBuilder(uri("/api/v1/artifacts?label=Production%20and%20Sandbox"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(document)),
                ADMIN_PASSWORD);
    }

    /** What a client of the gateway gets. */
    HttpResponse<String> call(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + previewPort + path))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    JsonObject status() throws Exception {
        return json(get("/api/v1/status").body());
    }

    static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private URI uri(String path) {
        return URI.create("https://127.0.0.1:" + managementPort + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String password) throws Exception {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        return client().send(
                        request.header("Authorization", "Basic " + credentials)
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Trusts the certificate that the node exported, and nothing else. */
    private HttpClient client() throws Exception {
        if (client == null) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            try (InputStream in = Files.newInputStream(base.resolve("repository/resources/security/trunkline.pem"))) {
                trusted.setCertificateEntry(
                        "node", CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            client = HttpClient.newBuilder()
                    .sslContext(context)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
        }
        return client;
    }
}
