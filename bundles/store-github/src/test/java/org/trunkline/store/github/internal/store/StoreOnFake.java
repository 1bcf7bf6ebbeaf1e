package org.trunkline.store.github.internal.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.trunkline.github.fake.FakeRequest;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.github.fake.Identity;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.client.GitHubServer;
import org.trunkline.store.github.internal.client.OkHttpGitHubApi;
import org.trunkline.store.github.internal.client.PersonalToken;
import org.trunkline.store.github.internal.client.RequestBudget;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.BodyCipher;
import org.trunkline.store.github.internal.layout.EnvelopeCodec;

/** Stores on one fake GitHub, each with a cache of its own as nodes have it, and without any real waiting. */
final class StoreOnFake implements AutoCloseable {

    static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    /** Of commits and pauses that a test does not want to wait for. */
    private static final RequestBudget.Pause NO_PAUSE = time -> {};

    final GitHubFake github;
    private final OkHttpClient http =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(60)).build();
    private final Path folder;

    Optional<String> key = Optional.empty();
    String path = "";
    boolean allowPublic;
    Duration coalesce = Duration.ofMillis(1);
    Duration pollInterval = Duration.ofMillis(20);
    Duration grace = Duration.ofSeconds(5);

    StoreOnFake(GitHubFake.Builder builder, Path folder) throws IOException {
        this.github = builder.token("writer", Identity.writer("pub"))
                .token("reader", Identity.reader("gw"))
                .hourlyLimit(1_000_000)
                .start();
        this.folder = folder;
    }

    /** @param cache the name of its cache folder: the same one again is a restart */
    GitHubArtifactStore open(String cache) throws IOException {
        return open(cache, api("writer"));
    }

    GitHubArtifactStore open(String cache, GitHubApi api) throws IOException {
        Path own = folder.resolve(cache);
        return new GitHubArtifactStore(
                api,
                new ArtifactPaths(path),
                codec(),
                new BlobCache(own),
                new IndexFile(own, github.endpoint() + " acme/artifacts " + path),
                new GitHubArtifactStore.Settings(allowPublic, coalesce, pollInterval, grace),
                NO_PAUSE,
                Clock.systemUTC());
    }

    EnvelopeCodec codec() {
        return new EnvelopeCodec(key.map(BodyCipher::new));
    }

    GitHubApi api(String token) {
        return api(
                token,
                new RequestBudget(Clock.systemUTC(), NO_PAUSE, Duration.ZERO, Duration.ofMinutes(1), Optional.empty()));
    }

    GitHubApi api(String token, RequestBudget budget) {
        return new OkHttpGitHubApi(
                http,
                new GitHubServer(github.endpoint().toString(), "acme/artifacts", Optional.empty()),
                new PersonalToken(token),
                budget,
                NO_PAUSE,
                Clock.systemUTC(),
                "trunkline-test");
    }

    /** Commits as a person would, past any store. */
    String commitByHand(String message, Map<String, String> files, Set<String> deletions) throws Exception {
        GitHubApi api = api("writer");
        Map<String, byte[]> additions = new java.util.LinkedHashMap<>();
        files.forEach((name, content) -> additions.put(name, content.getBytes(StandardCharsets.UTF_8)));
        return api.commit(api.branchHead(), message, additions, deletions).orElseThrow();
    }

    /** What was asked of GitHub since {@link GitHubFake#forgetRequests()}. */
    List<FakeRequest> requests() {
        return github.requests();
    }

    @Override
    public void close() {
        List<String> wrong = new java.util.ArrayList<>(github.violations());
        wrong.addAll(github.leaks());
        github.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        if (!wrong.isEmpty()) {
            throw new AssertionError("Not as GitHub describes itself: " + wrong);
        }
    }
}
