package org.trunkline.store.github.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.trunkline.store.github.internal.client.AppInstallation;
import org.trunkline.store.github.internal.client.Credentials;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.client.GitHubServer;
import org.trunkline.store.github.internal.client.OkHttpGitHubApi;
import org.trunkline.store.github.internal.client.PersonalToken;
import org.trunkline.store.github.internal.client.RequestBudget;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.BodyCipher;
import org.trunkline.store.github.internal.layout.EnvelopeCodec;
import org.trunkline.store.github.internal.store.BlobCache;
import org.trunkline.store.github.internal.store.GitHubArtifactStore;
import org.trunkline.store.github.internal.store.IndexFile;

/** Makes the store and what it stands on from a configuration. Asks GitHub for nothing. */
final class GitHubStoreParts {

    private static final String USER_AGENT = "Trunkline";

    /** Longer pauses are handed to the caller, who can say so; a request thread is not held for them. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long the framework waits for writes that are under way when the store ends. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final RequestBudget.Pause SLEEP = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

    final GitHubServer server;
    final RequestBudget budget;
    final OkHttpClient http;
    final GitHubArtifactStore store;

    /** @throws IllegalArgumentException if a key has no value that can be used; the message names it */
    GitHubStoreParts(GitHubStoreConfig config, Clock clock) {
        this.server = new GitHubServer(
                config.endpoint(), required("repository", config.repository()), given(config.branch()));
        this.http = http(config);
        Optional<Integer> own = Optional.of(config.max_requests_per_hour()).filter(most -> most > 0);
        this.budget = new RequestBudget(clock, SLEEP, Duration.ofMillis(config.write_interval()), PATIENCE, own);
        GitHubApi api = new OkHttpGitHubApi(http, server, credentials(config, clock), budget, SLEEP, clock, USER_AGENT);
        Path cache = Path.of(required("cache_directory", config.cache_directory()));
        String identity = server + " " + server.branch().orElse("") + " " + config.path();
        try {
            this.store = new GitHubArtifactStore(
                    api,
                    new ArtifactPaths(config.path()),
                    new EnvelopeCodec(given(config._encryption_key()).map(BodyCipher::new)),
                    new BlobCache(cache),
                    new IndexFile(cache, identity),
                    new GitHubArtifactStore.Settings(
                            config.allow_public(),
                            Duration.ofMillis(config.coalesce()),
                            Duration.ofMillis(config.poll_interval()),
                            GRACE),
                    SLEEP,
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException("cache_directory " + cache + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Optional<String> given(String value) {
        return Optional.ofNullable(value).map(String::trim).filter(text -> !text.isEmpty());
    }

    private static String required(String key, String value) {
        return given(value).orElseThrow(() -> new IllegalArgumentException(key + " is not set"));
    }

    private static OkHttpClient http(GitHubStoreConfig config) {
        Duration timeout = Duration.ofMillis(config.request_timeout());
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout);
        given(config.proxy()).map(GitHubStoreParts::proxy).ifPresent(client::proxy);
        given(config.certificate()).map(Path::of).map(AddedTrust::new).ifPresent(trust -> trust.addTo(client));
        return client.build();
    }

    private static Proxy proxy(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        String port = hostAndPort.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("proxy '" + hostAndPort + "' must be host:port");
        }
        return new Proxy(
                Proxy.Type.HTTP,
                InetSocketAddress.createUnresolved(hostAndPort.substring(0, colon), Integer.parseInt(port)));
    }

    private Credentials credentials(GitHubStoreConfig config, Clock clock) {
        Optional<String> token = given(config._token());
        Optional<String> tokenFile = given(config.token_file());
        Optional<String> app = given(config.app_id());
        long ways = Stream.of(token, tokenFile, app).flatMap(Optional::stream).count();
        if (ways != 1) {
            throw new IllegalArgumentException(
                    "set one of token, token_file, and app_id with installation_id and private_key; "
                            + (ways == 0 ? "none is set" : "more than one is set"));
        }
        if (token.isPresent()) {
            if (!TokenFile.isToken(token.get())) {
                throw new IllegalArgumentException(
                        "token holds characters that no token has; check the file or the variable that it comes from");
            }
            return new PersonalToken(token.get());
        }
        if (tokenFile.isPresent()) {
            return new TokenFile(Path.of(tokenFile.get()));
        }
        return new AppInstallation(
                http,
                server,
                app.get(),
                required("installation_id", config.installation_id()),
                new PrivateKeyFile(Path.of(required("private_key", config.private_key()))).read(),
                clock,
                USER_AGENT);
    }
}
