package org.trunkline.github.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A GitHub on loopback, over a real git repository: the REST and GraphQL calls that a store of artifacts needs, with
 * GitHub's limits, faults to order, a count of requests, and a latency for each. It has two addresses, as GitHub has: the
 * API and the archive host, which must never see a token.
 */
public final class GitHubFake implements AutoCloseable {

    static {
        // else each answer on a kept connection waits 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Path folder;
    private final boolean keepFolder;
    private final Optional<Listener> listener;
    private volatile HttpServer api;
    private final HttpServer archives;
    private final Optional<SSLContext> tls;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Archive packed;
    private final FakeRepository repository;
    private final RestApi rest;
    private final Optional<GraphQlApi> graphQl;
    private final Webhooks webhooks;
    private final Optional<AppTokens> app;
    private final Optional<OpenApiCheck> openApi;
    private final Map<String, Identity> tokens;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final List<FakeRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> leaks = new CopyOnWriteArrayList<>();
    private volatile Duration latency;
    private volatile int hourlyLimit;
    private final Map<String, Integer> used = new ConcurrentHashMap<>();

    /** Told of each request when it is over. */
    public interface Listener {

        /**
         * Called on the thread that served the request, which may be after the caller has read the answer.
         *
         * @param status as it was sent; -1 if no answer was
         * @param work what the fake took, without the latency that was asked for; reading an archive includes its reader
         */
        void served(FakeRequest request, int status, Duration work);
    }

    /** What the fake is to be. */
    public static final class Builder {

        private String fullName = "acme/artifacts";
        private boolean isPrivate = true;
        private String defaultBranch = "main";
        private boolean withGraphQl = true;
        private boolean checked = true;
        private boolean withFirstCommit = true;
        private Clock clock = Clock.systemUTC();
        private Duration latency = Duration.ZERO;
        private int hourlyLimit = 5_000;
        private int port;
        private Path folder;
        private Listener listener;
        private SSLContext tls;
        private final Map<String, Identity> tokens = new ConcurrentHashMap<>();
        private String appId;
        private String installationId;
        private PublicKey appKey;
        private Duration appTokenLife = Duration.ofHours(1);

        public Builder repository(String ownerAndName) {
            fullName = ownerAndName;
            return this;
        }

        public Builder publicRepository() {
            isPrivate = false;
            return this;
        }

        public Builder defaultBranch(String name) {
            defaultBranch = name;
            return this;
        }

        /** As a GitHub Enterprise Server that has no {@code createCommitOnBranch}. */
        public Builder withoutGraphQl() {
            withGraphQl = false;
            return this;
        }

        /** Without the first commit that GitHub makes for a README: a branch does not exist yet. */
        public Builder empty() {
            withFirstCommit = false;
            return this;
        }

        /** Without holding the traffic against GitHub's description, for measurements. */
        public Builder unchecked() {
            checked = false;
            return this;
        }

        public Builder clock(Clock newClock) {
            clock = newClock;
            return this;
        }

        /** Added to each request, those of the archive host included. */
        public Builder latency(Duration perRequest) {
            latency = perRequest;
            return this;
        }

        public Builder hourlyLimit(int requests) {
            hourlyLimit = requests;
            return this;
        }

        /** Of the API; 0 for a free one. */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /** Where the git repository is kept when the fake closes, and found again by the next one. */
        public Builder folder(Path keptFolder) {
            folder = keptFolder;
            return this;
        }

        public Builder listener(Listener newListener) {
            listener = newListener;
            return this;
        }

        /** Serves over HTTPS, the archive host as well. */
        public Builder tls(SSLContext context) {
            tls = context;
            return this;
        }

        public Builder token(String token, Identity identity) {
            tokens.put(token, identity);
            return this;
        }

        public Builder app(String newAppId, String newInstallationId, PublicKey key, Duration tokenLife) {
            appId = newAppId;
            installationId = newInstallationId;
            appKey = key;
            appTokenLife = tokenLife;
            return this;
        }

        public GitHubFake start() throws IOException {
            return new GitHubFake(this);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    private GitHubFake(Builder builder) throws IOException {
        keepFolder = builder.folder != null;
        folder = keepFolder ? Files.createDirectories(builder.folder) : Files.createTempDirectory("github-fake");
        packed = new Archive(folder.resolve("archives"));
        listener = Optional.ofNullable(builder.listener);
        tls = Optional.ofNullable(builder.tls);
        api = server(builder.port);
        archives = server(0);
        clock = builder.clock;
        latency = builder.latency;
        hourlyLimit = builder.hourlyLimit;
        tokens = builder.tokens;
        repository = new FakeRepository(
                builder.fullName,
                builder.isPrivate,
                builder.defaultBranch,
                new GitRepository(folder.resolve("repository.git")),
                clock,
                endpoint().toString());
        rest = new RestApi(
                repository, scheme() + "://127.0.0.1:" + archives.getAddress().getPort());
        graphQl = builder.withGraphQl ? Optional.of(new GraphQlApi(repository)) : Optional.empty();
        webhooks = new Webhooks(builder.fullName);
        repository.addPushListener(webhooks);
        app = Optional.ofNullable(builder.appKey)
                .map(key -> new AppTokens(builder.appId, builder.installationId, key, builder.appTokenLife, clock));
        openApi = builder.checked ? Optional.of(new OpenApiCheck()) : Optional.empty();
        if (builder.withFirstCommit && repository.empty()) {
            ObjectId readme = repository.git().insertBlob("# artifacts\n".getBytes(StandardCharsets.UTF_8));
            ObjectId tree = repository
                    .git()
                    .tree(
                            Optional.empty(),
                            List.of(new GitRepository.Entry(
                                    "README.md", org.eclipse.jgit.lib.FileMode.REGULAR_FILE, readme)),
                            List.of());
            repository.moveBranch(
                    builder.defaultBranch,
                    null,
                    repository.git().insertCommit(tree, List.of(), "Initial commit", clock.instant()));
        }
        api.createContext("/", exchange -> handle(exchange, this::serveApi));
        archives.createContext("/", exchange -> handle(exchange, this::serveArchive));
        api.setExecutor(threads);
        archives.setExecutor(threads);
        api.start();
        archives.start();
    }

    /** The base address of the API, without a slash at its end. */
    public URI endpoint() {
        return URI.create(scheme() + "://127.0.0.1:" + api.getAddress().getPort());
    }

    private String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    private HttpServer server(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        if (tls.isEmpty()) {
            return HttpServer.create(address, 512);
        }
        HttpsServer server = HttpsServer.create(address, 512);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
        return server;
    }

    /** The API's address refuses connections until {@link #comeBack()}. */
    public synchronized void goAway() {
        api.stop(0);
    }

    public synchronized void comeBack() throws IOException {
        HttpServer again = server(api.getAddress().getPort());
        again.createContext("/", exchange -> handle(exchange, this::serveApi));
        again.setExecutor(threads);
        again.start();
        api = again;
    }

    public FakeRepository repository() {
        return repository;
    }

    public Faults faults() {
        return faults;
    }

    public Webhooks webhooks() {
        return webhooks;
    }

    public AppTokens app() {
        return app.orElseThrow();
    }

    /** Every request that came since the last {@link #forgetRequests()}, those of the archive host included. */
    public List<FakeRequest> requests() {
        return List.copyOf(requests);
    }

    public void forgetRequests() {
        requests.clear();
    }

    /** What a client did that it must never do, such as sending its token to the archive host. */
    public List<String> leaks() {
        return List.copyOf(leaks);
    }

    /** Where requests or answers differ from GitHub's description. */
    public List<String> violations() {
        return openApi.map(OpenApiCheck::violations).orElse(List.of());
    }

    public void latency(Duration perRequest) {
        latency = perRequest;
    }

    public void hourlyLimit(int requestsPerHour) {
        hourlyLimit = requestsPerHour;
    }

    private interface Service {
        void serve(HttpExchange exchange, FakeRequest request, Optional<Fault> fault) throws IOException;
    }

    private void handle(HttpExchange exchange, Service service) throws IOException {
        try (exchange) {
            FakeRequest request = read(exchange);
            requests.add(request);
            Optional<Fault> fault = faults.take(request);
            pause(latency);
            if (fault.isPresent() && fault.get() instanceof Fault.Late late) {
                pause(late.by());
            }
            if (fault.isPresent() && fault.get() instanceof Fault.LostRequest) {
                return;
            }
            long begun = System.nanoTime();
            try {
                service.serve(exchange, request, fault);
            } finally {
                Duration work = Duration.ofNanos(System.nanoTime() - begun);
                listener.ifPresent(l -> l.served(request, exchange.getResponseCode(), work));
            }
        } catch (RuntimeException e) {
            leaks.add("the fake failed: " + e + " at " + e.getStackTrace()[0]);
            throw e;
        }
    }

    private static void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static FakeRequest read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String path = uri.getRawPath();
        List<String> segments = new ArrayList<>();
        Arrays.stream(path.split("/", -1))
                .skip(1)
                .map(GitHubFake::decode)
                .forEach(s -> segments.addAll(List.of(s.split("/", -1))));
        Map<String, String> query = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                int equals = pair.indexOf('=');
                query.put(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((n, v) -> headers.put(n.toLowerCase(Locale.ROOT), String.join(", ", v)));
        return new FakeRequest(
                exchange.getRequestMethod(),
                path,
                segments,
                query,
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void serveApi(HttpExchange exchange, FakeRequest request, Optional<Fault> fault) throws IOException {
        FakeResponse response;
        if (fault.isPresent() && fault.get() instanceof Fault.Status status) {
            response = FakeResponse.error(status.status(), status.message());
            for (Map.Entry<String, String> header : status.headers().entrySet()) {
                response = response.with(header.getKey(), header.getValue());
            }
        } else {
            response = answer(request, fault);
        }
        if (fault.isPresent() && fault.get() instanceof Fault.LostAnswer) {
            return;
        }
        send(exchange, response, fault.isPresent() && fault.get() instanceof Fault.CutAnswer);
    }

    private FakeResponse answer(FakeRequest request, Optional<Fault> fault) {
        if (request.header("user-agent").isEmpty()) {
            return FakeResponse.error(
                    403,
                    "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.");
        }
        String credential = request.header("authorization")
                .map(a -> a.replaceFirst("(?i)^(bearer|token) ", ""))
                .orElse("");
        FakeResponse response;
        try {
            response = route(request, credential, fault);
        } catch (GitHubAnswer e) {
            response = FakeResponse.error(e.status(), e.getMessage());
        }
        if (!request.rawPath().endsWith("/graphql")) {
            FakeResponse full = response;
            openApi.ifPresent(check -> check.check(request, full));
        }
        response = conditional(request, response);
        return limited(credential, response);
    }

    private FakeResponse route(FakeRequest request, String credential, Optional<Fault> fault) {
        List<String> path = request.segments();
        if (path.size() == 4 && path.get(0).equals("app") && path.get(3).equals("access_tokens")) {
            return app.orElseThrow(GitHubAnswer::notFound).issue(path.get(2), credential);
        }
        Optional<Identity> caller =
                Optional.ofNullable(tokens.get(credential)).or(() -> app.flatMap(a -> a.identity(credential)));
        if (!credential.isEmpty() && caller.isEmpty()) {
            throw new GitHubAnswer(401, "Bad credentials");
        }
        if (used.getOrDefault(credential, 0) >= hourlyLimit) {
            throw new GitHubAnswer(403, "API rate limit exceeded for user ID 1.");
        }
        Identity identity = caller.orElse(Identity.stranger("nobody"));
        if (request.rawPath().endsWith("/graphql") && request.method().equals("POST")) {
            if (credential.isEmpty()) {
                throw new GitHubAnswer(401, "This endpoint requires you to be authenticated.");
            }
            if (fault.isPresent() && fault.get() instanceof Fault.GraphQlError error) {
                return GraphQlApi.failure(error);
            }
            return graphQl.orElseThrow(GitHubAnswer::notFound).answer(request, identity);
        }
        String[] name = repository.fullName().split("/");
        int repos = path.indexOf("repos");
        if (repos < 0
                || path.size() < repos + 3
                || !path.get(repos + 1).equals(name[0])
                || !path.get(repos + 2).equals(name[1])
                || repository.gone()
                || repository.isPrivate() && !identity.mayRead()) {
            throw GitHubAnswer.notFound();
        }
        if (repository.newName().isPresent()) {
            return FakeResponse.error(301, "Moved Permanently")
                    .with(
                            "Location",
                            endpoint() + "/repositories/1" + request.rawPath().replaceFirst("/repos/[^/]+/[^/]+", ""));
        }
        if (request.writes() && !identity.mayWrite()) {
            throw new GitHubAnswer(403, "Resource not accessible by personal access token");
        }
        FakeBranchView branches = new FakeBranchView(
                repository,
                fault.isPresent() && fault.get() instanceof Fault.StaleBranch,
                fault.isPresent() && fault.get() instanceof Fault.TruncatedTree);
        return rest.answer(request, path.subList(repos + 3, path.size()), branches);
    }

    /** GitHub's ETag depends on who asks; a 304 costs nothing of the primary limit. */
    private static FakeResponse conditional(FakeRequest request, FakeResponse response) {
        if (response.status() != 200 || !request.method().equals("GET")) {
            return response;
        }
        String etag =
                "W/\"" + sha256(response.body(), request.header("authorization").orElse("")) + "\"";
        boolean same = request.header("if-none-match").filter(etag::equals).isPresent();
        return (same ? new FakeResponse(304, Map.of(), new byte[0]) : response)
                .with("ETag", etag)
                .with("Cache-Control", "private, max-age=60, s-maxage=60")
                .with("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP");
    }

    private static String sha256(byte[] body, String salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private FakeResponse limited(String credential, FakeResponse response) {
        int spent =
                response.status() == 304 ? used.getOrDefault(credential, 0) : used.merge(credential, 1, Integer::sum);
        long reset = clock.instant().getEpochSecond() / 3600 * 3600 + 3600;
        return response.with("x-ratelimit-limit", Integer.toString(hourlyLimit))
                .with("x-ratelimit-remaining", Integer.toString(Math.max(0, hourlyLimit - spent)))
                .with("x-ratelimit-used", Integer.toString(spent))
                .with("x-ratelimit-reset", Long.toString(reset))
                .with("x-ratelimit-resource", "core");
    }

    private void serveArchive(HttpExchange exchange, FakeRequest request, Optional<Fault> fault) throws IOException {
        if (request.header("authorization").isPresent()) {
            leaks.add("a token was sent to the archive host: " + request);
        }
        if (fault.isPresent() && fault.get() instanceof Fault.Status status) {
            send(exchange, FakeResponse.error(status.status(), status.message()), false);
            return;
        }
        if (fault.isPresent() && fault.get() instanceof Fault.LostAnswer) {
            return;
        }
        String sha = request.segments().get(request.segments().size() - 1);
        Path archive = packed.of(repository.git(), repository.fullName(), ObjectId.fromString(sha));
        exchange.getResponseHeaders().add("Content-Type", "application/x-gzip");
        exchange.sendResponseHeaders(200, 0);
        if (fault.isPresent() && fault.get() instanceof Fault.CutAnswer) {
            byte[] whole = Files.readAllBytes(archive);
            exchange.getResponseBody().write(whole, 0, whole.length / 2);
            exchange.getResponseBody().flush();
            throw new IOException("cut on purpose");
        }
        try (OutputStream out = exchange.getResponseBody()) {
            Files.copy(archive, out);
        }
    }

    private static void send(HttpExchange exchange, FakeResponse response, boolean cut) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (cut) {
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            throw new IOException("cut on purpose");
        }
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        api.stop(0);
        archives.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        repository.git().close();
        if (keepFolder || !Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
