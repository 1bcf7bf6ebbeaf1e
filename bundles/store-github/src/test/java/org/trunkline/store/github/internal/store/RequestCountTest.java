package org.trunkline.store.github.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.github.fake.FakeRequest;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.store.github.internal.client.RequestBudget;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/** How many requests the store makes: the limits of GitHub are shared by all nodes, so these are promises. */
class RequestCountTest {

    private static final String LABEL = "Production and Sandbox";

    @TempDir
    Path folder;

    private StoreOnFake fake;

    private void start(GitHubFake.Builder builder) throws Exception {
        fake = new StoreOnFake(builder, folder);
        // nothing but what the test asks for
        fake.pollInterval = Duration.ofHours(1);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private static ArtifactKey key(int number) {
        return ArtifactKey.synapse(LABEL, "api-" + number);
    }

    private static ArtifactWrite publish(int number, String body) {
        return ArtifactWrite.of(
                key(number), Instruction.PUBLISH, ApiIdentity.of("Api" + number, "1", "t"), ArtifactBody.of(body));
    }

    private static List<ArtifactWrite> many(int from, int to, String body) {
        List<ArtifactWrite> batch = new ArrayList<>();
        for (int i = from; i < to; i++) {
            batch.add(publish(i, "{\"body\":\"" + body + i + "\"}"));
        }
        return batch;
    }

    private static int count(ArtifactCursor cursor) throws ArtifactStoreException {
        int count = 0;
        while (cursor.next().isPresent()) {
            count++;
        }
        return count;
    }

    private long commits() {
        return fake.requests().stream().filter(FakeRequest::writes).count();
    }

    private void assertRequests(int most) {
        List<FakeRequest> requests = fake.requests();
        assertTrue(requests.size() <= most, () -> requests.size() + " requests, promised " + most + ": " + requests);
    }

    @Test
    void oneSaveIsOneRequestWhenTheHeadIsKnown() throws Exception {
        start(GitHubFake.builder().unchecked());
        try (GitHubArtifactStore store = fake.open("publisher")) {
            store.write(List.of(publish(1, "{}")));
            fake.github.forgetRequests();

            store.write(List.of(publish(2, "{}")));

            assertRequests(1);
        }
    }

    @Test
    void withoutGraphQlOneSaveIsThreeRequests() throws Exception {
        start(GitHubFake.builder().unchecked().withoutGraphQl());
        try (GitHubArtifactStore store = fake.open("publisher")) {
            store.write(List.of(publish(1, "{}")));
            fake.github.forgetRequests();

            store.write(List.of(publish(2, "{}")));

            assertEquals(3, fake.requests().stream().filter(FakeRequest::writes).count());
            assertRequests(3);
        }
    }

    @Test
    void aHundredSavesAtOnceShareAFewCommits() throws Exception {
        start(GitHubFake.builder().unchecked());
        fake.coalesce = Duration.ofMillis(200);
        try (GitHubArtifactStore store = fake.open("publisher")) {
            saveFromThreads(store, 100, 1);

            assertTrue(commits() <= 4, () -> "commits among " + fake.requests());
            assertRequests(12);
            assertEquals(100, count(store.snapshot(Set.of(LABEL), store.head())));
        }
    }

    @Test
    void aHundredSavesFromSixteenThreadsShareAFewCommits() throws Exception {
        start(GitHubFake.builder().unchecked());
        // what comes before GitHub takes the next write joins it
        RequestBudget budget = new RequestBudget(
                Clock.systemUTC(),
                time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()),
                Duration.ofMillis(400),
                Duration.ofMinutes(1),
                Optional.empty());
        fake.coalesce = Duration.ofMillis(100);
        try (GitHubArtifactStore store = fake.open("publisher", fake.api("writer", budget))) {
            saveFromThreads(store, 16, 6);
            saveFromThreads(store, 4, 1);

            assertTrue(commits() <= 8, () -> "commits among " + fake.requests());
            assertEquals(96, count(store.snapshot(Set.of(LABEL), store.head())));
        }
    }

    private static void saveFromThreads(GitHubArtifactStore store, int threads, int each) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<?>> saves = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int first = t * each;
                Callable<Void> saver = () -> {
                    go.await();
                    for (int i = first; i < first + each; i++) {
                        store.write(List.of(publish(i, "{\"from\":" + first + "}")));
                    }
                    return null;
                };
                saves.add(pool.submit(saver));
            }
            go.countDown();
            for (Future<?> save : saves) {
                save.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aColdStartOfAThousandIsFourRequests() throws Exception {
        start(GitHubFake.builder().unchecked());
        try (GitHubArtifactStore publisher = fake.open("publisher")) {
            publisher.write(many(0, 1_000, "first"));
        }
        try (GitHubArtifactStore gateway = fake.open("gateway")) {
            fake.github.forgetRequests();

            assertEquals(1_000, count(gateway.snapshot(Set.of(LABEL), gateway.head())));

            assertRequests(4);
        }
    }

    @Test
    void aWarmRestartWithNothingChangedIsOneRequest() throws Exception {
        start(GitHubFake.builder().unchecked());
        Revision held;
        try (GitHubArtifactStore store = fake.open("gateway")) {
            held = store.write(many(0, 50, "first"));
        }
        fake.github.forgetRequests();
        try (GitHubArtifactStore again = fake.open("gateway")) {
            assertEquals(held, again.head());
            assertEquals(0, count(again.changes(Set.of(LABEL), held, held).orElseThrow()));
            assertEquals(50, count(again.snapshot(Set.of(LABEL), held)));

            assertRequests(1);
        }
    }

    @Test
    void aHundredChangesAmongThousandsAreSixRequests() throws Exception {
        start(GitHubFake.builder().unchecked());
        try (GitHubArtifactStore publisher = fake.open("publisher");
                GitHubArtifactStore gateway = fake.open("gateway")) {
            publisher.write(many(0, 1_000, "first"));
            Revision held = gateway.head();
            count(gateway.snapshot(Set.of(LABEL), held));
            publisher.write(many(500, 600, "second"));
            fake.github.forgetRequests();

            Optional<ArtifactCursor> changes = gateway.changes(Set.of(LABEL), held, gateway.head());

            assertEquals(100, count(changes.orElseThrow()));
            assertRequests(6);
        }
    }

    @Test
    void oneArtifactAfterItsEventIsOneRequest() throws Exception {
        start(GitHubFake.builder().unchecked());
        try (GitHubArtifactStore publisher = fake.open("publisher");
                GitHubArtifactStore gateway = fake.open("gateway")) {
            publisher.write(List.of(publish(1, "{}")));
            gateway.head();
            Revision named = publisher.write(List.of(publish(1, "{\"a\":1}")));
            fake.github.forgetRequests();

            assertEquals(
                    "{\"a\":1}",
                    gateway.read(key(1), named).orElseThrow().body().asText());
            assertRequests(1);
            fake.github.forgetRequests();

            assertEquals("{\"a\":1}", gateway.read(key(1)).orElseThrow().body().asText());
            assertRequests(1);
        }
    }

    @Test
    void anIdlePollIsOneRequestThatCostsNothing() throws Exception {
        start(GitHubFake.builder().unchecked());
        try (GitHubArtifactStore gateway = fake.open("gateway")) {
            gateway.head();
            gateway.head();
            fake.github.forgetRequests();

            gateway.head();

            assertRequests(1);
            assertTrue(fake.requests().get(0).header("if-none-match").isPresent());
        }
    }

    @Test
    void whoListensAndReadsAsksOnce() throws Exception {
        start(GitHubFake.builder().unchecked());
        try (GitHubArtifactStore gateway = fake.open("gateway")) {
            fake.github.forgetRequests();

            gateway.watch(() -> {});
            gateway.head();

            awaitSleepOfTheWatch();
            assertRequests(1);
        }
    }

    /** Until then it may ask. */
    private static void awaitSleepOfTheWatch() {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            boolean asleep = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("trunkline-github-watch"))
                    .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING);
            if (asleep) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the watch does not come to rest");
    }

    @Test
    void everyLookOfAnIdleWatchIsAnsweredWith304() throws Exception {
        start(GitHubFake.builder().unchecked());
        fake.pollInterval = Duration.ofMillis(20);
        RequestBudget budget = new RequestBudget(
                Clock.systemUTC(), time -> {}, Duration.ZERO, Duration.ofMinutes(1), Optional.empty());
        try (GitHubArtifactStore gateway = fake.open("gateway", fake.api("writer", budget))) {
            gateway.head();
            gateway.head();
            long before = budget.status().requests() - budget.status().notModified();
            gateway.watch(() -> {});
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (budget.status().notModified() < 8 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            RequestBudget.Status status = budget.status();
            assertTrue(status.notModified() >= 8, "looks: " + status.notModified());
            // one may be under way
            assertTrue(status.requests() - status.notModified() <= before + 1, fake.requests()::toString);
        }
    }

    @Test
    void theHistoryOfAnArtifactIsReadByTheBatch() throws Exception {
        start(GitHubFake.builder().unchecked());
        try (GitHubArtifactStore store = fake.open("publisher")) {
            for (int i = 0; i < 20; i++) {
                store.write(List.of(publish(1, "{\"state\":" + i + "}")));
            }
            fake.github.forgetRequests();

            assertEquals(20, store.history(key(1), 100).size());

            assertRequests(5);
        }
    }

    @Test
    void ofTwoPublishersThatRaceEverySaveIsThere() throws Exception {
        start(GitHubFake.builder().unchecked());
        try (GitHubArtifactStore one = fake.open("one");
                GitHubArtifactStore two = fake.open("two")) {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            try {
                Future<?> first = pool.submit(() -> save(one, 0, 30));
                Future<?> second = pool.submit(() -> save(two, 30, 60));
                first.get();
                second.get();
            } finally {
                pool.shutdownNow();
            }
            Set<ArtifactKey> all = new TreeSet<>();
            try (ArtifactCursor cursor = one.snapshot(Set.of(LABEL), one.head())) {
                for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
                    all.add(next.get().key());
                }
            }
            assertEquals(60, all.size());
        }
    }

    private static Void save(GitHubArtifactStore store, int from, int to) throws ArtifactStoreException {
        for (int i = from; i < to; i++) {
            store.write(List.of(publish(i, "{}")));
        }
        return null;
    }
}
