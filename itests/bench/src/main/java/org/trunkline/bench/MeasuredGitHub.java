package org.trunkline.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.github.fake.Identity;
import org.trunkline.store.github.internal.GitHubStoreComponent;

/** A GitHub on loopback that counts what an operation costs, each request with the same latency. */
final class MeasuredGitHub implements AutoCloseable {

    static final String REPOSITORY = "acme/artifacts";
    static final String TOKEN = "bench";
    static final Duration LATENCY = Duration.ofMillis(50);

    private final GitHubFake fake;
    private final AtomicLong work = new AtomicLong();
    private final AtomicInteger commits = new AtomicInteger();

    MeasuredGitHub(boolean graphQl) throws Exception {
        GitHubFake.Builder builder = GitHubFake.builder()
                .unchecked()
                .repository(REPOSITORY)
                .token(TOKEN, Identity.writer("bench"))
                .hourlyLimit(10_000_000)
                .listener((request, status, worked) -> work.addAndGet(worked.toNanos()));
        fake = graphQl ? builder.start() : builder.withoutGraphQl().start();
        fake.repository().addPushListener(push -> commits.incrementAndGet());
    }

    GitHubFake fake() {
        return fake;
    }

    String endpoint() {
        return fake.endpoint().toString();
    }

    /** What a step costs; only within it there is latency, so that preparing and checking are quick. */
    Cost measure(Timings.Step step) throws Exception {
        fake.forgetRequests();
        work.set(0);
        commits.set(0);
        fake.latency(LATENCY);
        long begun = System.nanoTime();
        try {
            step.run();
        } finally {
            fake.latency(Duration.ZERO);
        }
        double millis = (System.nanoTime() - begun) / 1e6;
        return new Cost(fake.requests().size(), commits.get(), millis, work.get() / 1e6, Optional.empty(), 1, "");
    }

    /** A store as the configuration makes it when it names no more than it has to. */
    GitHubStoreComponent open(Path cache) throws Exception {
        return open(endpoint(), cache, Map.of());
    }

    /** A store that does not wait between writes, to fill the repository. */
    GitHubStoreComponent openHasty(Path cache) throws Exception {
        return open(endpoint(), cache, Map.of("write_interval", 0L, "coalesce", 0L));
    }

    static GitHubStoreComponent open(String endpoint, Path cache, Map<String, Object> more) throws Exception {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("endpoint", endpoint);
        settings.put("repository", REPOSITORY);
        settings.put("_token", TOKEN);
        settings.put("cache_directory", cache.toString());
        return Component.configured(GitHubStoreComponent.class, settings);
    }

    @Override
    public void close() {
        fake.close();
    }
}
