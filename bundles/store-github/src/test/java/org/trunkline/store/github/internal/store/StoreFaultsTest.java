package org.trunkline.store.github.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.github.fake.Fault;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.store.github.internal.client.RequestBudget;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/** What the store does when GitHub, its limits, its cache or people are not as it would like them. */
class StoreFaultsTest {

    private static final Set<String> LABEL = Set.of("Default");

    @TempDir
    Path folder;

    private StoreOnFake fake;

    @BeforeEach
    void start() throws Exception {
        fake = new StoreOnFake(GitHubFake.builder().unchecked(), folder);
        fake.pollInterval = Duration.ofHours(1);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private static ArtifactWrite publish(int number) {
        return ArtifactWrite.of(
                ArtifactKey.synapse("Default", "api-" + number),
                Instruction.PUBLISH,
                ApiIdentity.of("Api", "1", "t"),
                ArtifactBody.of("{\"number\":" + number + "}"));
    }

    private static List<ArtifactWrite> many(int count) {
        List<ArtifactWrite> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(publish(i));
        }
        return batch;
    }

    private static int count(GitHubArtifactStore store) throws ArtifactStoreException {
        int count = 0;
        try (ArtifactCursor cursor = store.snapshot(LABEL, store.head())) {
            while (cursor.next().isPresent()) {
                count++;
            }
        }
        return count;
    }

    private static ArtifactStoreException unavailable(org.junit.jupiter.api.function.Executable call) {
        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, call);
        assertEquals(Kind.UNAVAILABLE, e.kind(), e.getMessage());
        return e;
    }

    @Test
    void aPauseOfAnHourIsToldToTheWriterAtOnce() throws Exception {
        try (GitHubArtifactStore store = fake.open("publisher")) {
            store.write(List.of(publish(1)));
            fake.github.faults().next(Fault.secondaryLimit(429, 3_600));
            for (int i = 0; i < 2; i++) {
                Duration after = unavailable(() -> store.write(List.of(publish(2))))
                        .retryAfter()
                        .orElseThrow();
                assertTrue(after.compareTo(Duration.ofMinutes(59)) > 0, "retry after " + after);
            }
            fake.github.forgetRequests();
            unavailable(store::head);
            assertEquals(List.of(), fake.requests(), "GitHub was asked although it wanted to be left alone");
        }
    }

    @Test
    void aLimitThatIsUsedUpIsNotTriedFurther() throws Exception {
        RequestBudget budget = budget(Clock.systemUTC());
        try (GitHubArtifactStore store = fake.open("gateway", fake.api("writer", budget))) {
            store.write(List.of(publish(1)));
            fake.github.hourlyLimit((int) budget.status().requests() + 1);
            store.head();
            fake.github.forgetRequests();

            ArtifactStoreException e = unavailable(store::head);

            assertTrue(e.retryAfter().isPresent() && e.getMessage().contains("used up"), e.getMessage());
            assertEquals(List.of(), fake.requests());
            assertTrue(budget.status().closedUntil().isPresent());
            assertTrue(budget.status().closedBecause().contains("used up"));
        }
    }

    @Test
    void aClockThatIsWrongDoesNotStretchAPause() throws Exception {
        Clock yesterday = Clock.fixed(Instant.now().minus(Duration.ofDays(1)), ZoneOffset.UTC);
        try (GitHubArtifactStore store = fake.open("gateway", fake.api("writer", budget(yesterday)))) {
            store.head();
            long reset = Instant.now().plusSeconds(1_200).getEpochSecond();
            fake.github.faults().next(Fault.primaryLimit(reset));

            Duration after = unavailable(store::head).retryAfter().orElseThrow();

            assertTrue(
                    after.compareTo(Duration.ofSeconds(1_100)) > 0 && after.compareTo(Duration.ofSeconds(1_300)) < 0,
                    "retry after " + after);
        }
    }

    private static RequestBudget budget(Clock clock) {
        return new RequestBudget(clock, time -> {}, Duration.ZERO, Duration.ofSeconds(5), Optional.empty());
    }

    @Test
    void whenTheLimitOfGraphQlIsReachedRestGoesOn() throws Exception {
        try (GitHubArtifactStore store = fake.open("publisher")) {
            store.write(List.of(publish(1)));
            fake.github
                    .faults()
                    .next(
                            r -> r.rawPath().endsWith("/graphql"),
                            new Fault.Status(
                                    403,
                                    Map.of(
                                            "x-ratelimit-remaining", "0",
                                            "x-ratelimit-resource", "graphql",
                                            "x-ratelimit-reset",
                                                    Long.toString(Instant.now()
                                                            .plusSeconds(1_800)
                                                            .getEpochSecond())),
                                    "API rate limit exceeded"));
            fake.github.forgetRequests();

            store.write(List.of(publish(2)));
            store.write(List.of(publish(3)));

            assertEquals(3, count(store));
            assertEquals(
                    1,
                    fake.requests().stream()
                            .filter(r -> r.rawPath().endsWith("/graphql"))
                            .count());
        }
    }

    @Test
    void anArchiveThatIsCutIsAskedForAgain() throws Exception {
        try (GitHubArtifactStore publisher = fake.open("publisher")) {
            publisher.write(many(300));
        }
        fake.github.faults().next(r -> r.rawPath().contains("legacy.tar.gz"), new Fault.CutAnswer());
        try (GitHubArtifactStore gateway = fake.open("gateway")) {
            assertEquals(300, count(gateway));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blobs.pack", "index"})
    void aDamagedCacheCostsRequestsAndNothingElse(String file) throws Exception {
        try (GitHubArtifactStore store = fake.open("gateway")) {
            store.write(many(20));
        }
        Path damaged = folder.resolve("gateway").resolve(file);
        byte[] bytes = Files.readAllBytes(damaged);
        for (int i = 30; i < bytes.length; i += 97) {
            bytes[i] ^= 0x55;
        }
        Files.write(damaged, bytes);
        try (GitHubArtifactStore store = fake.open("gateway")) {
            assertEquals(20, count(store));
            store.write(List.of(publish(100)));
            assertEquals(21, count(store));
        }
        Files.write(damaged, new byte[] {1, 2, 3});
        try (GitHubArtifactStore store = fake.open("gateway")) {
            assertEquals(21, count(store));
        }
    }

    @Test
    void aReaderThatIsInterruptedDoesNotCloseTheCacheForOthers() throws Exception {
        try (GitHubArtifactStore store = fake.open("gateway")) {
            Revision at = store.write(many(20));
            Thread.currentThread().interrupt();
            try (ArtifactCursor cursor = store.snapshot(LABEL, at)) {
                cursor.next();
            } finally {
                assertTrue(Thread.interrupted());
            }
            fake.github.forgetRequests();
            int read = 0;
            try (ArtifactCursor cursor = store.snapshot(LABEL, at)) {
                while (cursor.next().isPresent()) {
                    read++;
                }
            }
            assertEquals(20, read);
            assertEquals(List.of(), fake.requests());
        }
    }

    @Test
    void aNewerLayoutIsNotTakenForAnEmptyStore() throws Exception {
        try (GitHubArtifactStore store = fake.open("gateway")) {
            store.write(List.of(publish(1)));
            fake.commitByHand("Upgrade", Map.of("trunkline.json", "{\"format\":2}"), Set.of());

            for (org.junit.jupiter.api.function.Executable call : List.<org.junit.jupiter.api.function.Executable>of(
                    () -> store.snapshot(LABEL, store.head()), () -> store.write(List.of(publish(2))))) {
                ArtifactStoreException e = assertThrows(ArtifactStoreException.class, call);
                assertEquals(Kind.REJECTED, e.kind());
                assertTrue(e.getMessage().contains("update Trunkline"), e.getMessage());
            }
        }
    }

    @Test
    void anInterruptedWriterWithdrawsWhatHasNotGone() throws Exception {
        fake.coalesce = Duration.ofSeconds(20);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (GitHubArtifactStore store = fake.open("publisher")) {
            CountDownLatch begun = new CountDownLatch(1);
            Future<Revision> save = pool.submit(() -> {
                begun.countDown();
                return store.write(List.of(publish(1)));
            });
            begun.await();
            pool.shutdownNow();

            ExecutionException e = assertThrows(ExecutionException.class, () -> save.get(10, TimeUnit.SECONDS));

            assertTrue(
                    e.getCause().getMessage().contains("nothing of it is saved"),
                    e.getCause().getMessage());
        } finally {
            pool.shutdownNow();
        }
        fake.coalesce = Duration.ZERO;
        try (GitHubArtifactStore store = fake.open("reader")) {
            assertEquals(0, count(store));
        }
    }

    @Test
    void aClosedStoreTakesNoWrites() throws Exception {
        GitHubArtifactStore store = fake.open("publisher");
        store.close();

        assertTrue(
                unavailable(() -> store.write(List.of(publish(1)))).getMessage().contains("closed"));
    }

    @Test
    void aServerThatFailsNowAndThenLosesNothing() throws Exception {
        try (GitHubArtifactStore store = fake.open("publisher")) {
            for (int i = 0; i < 8; i++) {
                fake.github.faults().next(i % 2 == 0 ? new Fault.LostAnswer() : Fault.serverError(502));
                store.write(List.of(publish(i)));
            }
            assertEquals(8, count(store));
            assertEquals(
                    1,
                    store.history(ArtifactKey.synapse("Default", "api-3"), 10).size());
        }
    }

    @Test
    void whoeverReadsTheRepositoryUnderstandsIt() throws Exception {
        try (GitHubArtifactStore store = fake.open("publisher")) {
            Revision at = store.write(List.of(publish(1).by("maria")));

            String readme = new String(
                    fake.api("reader").file("README.md", at.toString()).orElseThrow(), "UTF-8");
            assertTrue(readme.contains("published/<label>/<shard>/<API id>.json"), readme);
            String message = fake.api("reader").commit(at.toString()).message();
            assertTrue(message.startsWith("Publish Api 1 to Default (maria)\n"), message);
        }
    }
}
