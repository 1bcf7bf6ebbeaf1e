package org.trunkline.itests.github;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.store.github.internal.client.GitHubServer;
import org.trunkline.store.github.internal.client.OkHttpGitHubApi;
import org.trunkline.store.github.internal.client.PersonalToken;
import org.trunkline.store.github.internal.client.RequestBudget;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.EnvelopeCodec;
import org.trunkline.store.github.internal.store.BlobCache;
import org.trunkline.store.github.internal.store.GitHubArtifactStore;
import org.trunkline.store.github.internal.store.IndexFile;

/** Makes the stores of nodes, each with its own cache, budget and idea of the time. */
final class Nodes implements AutoCloseable {

    /** So long GitHub may be silent before a request counts as lost. */
    static final Duration SILENCE = Duration.ofMillis(300);

    private static final int OF_A_PAUSE = 100;

    private final GitHubFake github;
    private final OkHttpClient http =
            new OkHttpClient.Builder().readTimeout(SILENCE).build();

    Nodes(GitHubFake github) {
        this.github = github;
    }

    GitHubArtifactStore open(Path cache) throws IOException {
        SkippedTime time = new SkippedTime();
        RequestBudget.Pause shortened = pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos() / OF_A_PAUSE);
        // writes are a second apart and limits last for minutes, by the budget's clock
        RequestBudget budget =
                new RequestBudget(time, time::sleep, Duration.ofSeconds(1), Duration.ofDays(1), Optional.empty());
        return new GitHubArtifactStore(
                new OkHttpGitHubApi(
                        http,
                        new GitHubServer(github.endpoint().toString(), "acme/artifacts", Optional.empty()),
                        new PersonalToken("token"),
                        budget,
                        shortened,
                        Clock.systemUTC(),
                        "trunkline-soak"),
                new ArtifactPaths(""),
                new EnvelopeCodec(Optional.empty()),
                new BlobCache(cache),
                new IndexFile(cache, "acme/artifacts"),
                new GitHubArtifactStore.Settings(
                        false, Duration.ofMillis(10), Duration.ofMillis(250), Duration.ofSeconds(5)),
                shortened,
                Clock.systemUTC());
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
