package org.trunkline.store.github.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trunkline.store.github.internal.store.Samples.fails;
import static org.trunkline.store.github.internal.store.Samples.key;
import static org.trunkline.store.github.internal.store.Samples.many;
import static org.trunkline.store.github.internal.store.Samples.publish;
import static org.trunkline.store.github.internal.store.Samples.published;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.github.fake.FakeRequest;
import org.trunkline.github.fake.Fault;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.store.github.internal.client.RequestBudget;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/** What a writer is told when something goes wrong on the way: saved, not saved, or not known. */
class WriteFaultsTest {

    private static final Predicate<FakeRequest> MOVES_BRANCH =
            r -> r.rawPath().endsWith("/graphql") && r.writes() || r.method().equals("PATCH");
    private static final Predicate<FakeRequest> READS_BRANCH = r -> r.rawPath().contains("/git/ref/");

    @TempDir
    Path folder;

    private StoreOnFake fake;
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @BeforeEach
    void start() throws Exception {
        start(GitHubFake.builder());
    }

    private void start(GitHubFake.Builder builder) throws Exception {
        if (fake != null) {
            fake.close();
        }
        fake = new StoreOnFake(builder.unchecked(), folder);
        fake.pollInterval = Duration.ofHours(1);
    }

    @AfterEach
    void stop() {
        pool.shutdownNow();
        fake.close();
    }

    private void start(boolean graphQl) throws Exception {
        start(graphQl ? GitHubFake.builder() : GitHubFake.builder().withoutGraphQl());
    }

    private static RequestBudget impatient() {
        return new RequestBudget(Clock.systemUTC(), time -> {}, Duration.ZERO, Duration.ofSeconds(5), Optional.empty());
    }

    // ---- an answer that got lost

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWriteWhoseAnswerGotLostIsFoundAlsoWhileTheBranchLooksAsBefore(boolean graphQl) throws Exception {
        start(graphQl);
        try (GitHubArtifactStore store = fake.open("publisher")) {
            Revision first = store.write(List.of(publish(1)));
            fake.github.faults().next(MOVES_BRANCH, new Fault.LostAnswer());
            fake.github.faults().next(READS_BRANCH, new Fault.StaleBranch());
            fake.github.faults().next(READS_BRANCH, new Fault.StaleBranch());

            // a second try would find another state than the expected one: its own
            Revision second = store.write(List.of(publish(1, "\"two\"").expecting(first)));

            assertEquals(
                    "\"two\"", store.read(key(1), second).orElseThrow().body().asText());
            assertEquals(2, store.history(key(1), 10).size());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWriteThatMayBeThereIsNeverCalledRefused(boolean graphQl) throws Exception {
        start(graphQl);
        try (GitHubArtifactStore store = fake.open("publisher")) {
            Revision first = store.write(List.of(publish(1)));
            fake.github.faults().next(MOVES_BRANCH, new Fault.LostAnswer());
            fake.github.faults().next(READS_BRANCH, Fault.badCredentials());

            ArtifactStoreException e = fails(
                    Kind.UNAVAILABLE,
                    () -> store.write(List.of(publish(1, "\"two\"").expecting(first))));

            assertTrue(e.getMessage().contains("Bad credentials"), e.getMessage());
            assertEquals("\"two\"", published(store).get("api-1").orElseThrow(), "it was there all the time");
        }
    }

    @Test
    void aTokenThatIsRefusedForAMomentIsNoConflict() throws Exception {
        Revision first;
        try (GitHubArtifactStore other = fake.open("other")) {
            first = other.write(List.of(publish(1)));
            other.write(List.of(publish(2)));
        }
        try (GitHubArtifactStore store = fake.open("publisher")) {
            store.head();
            fake.github.faults().next(r -> r.rawPath().contains("/contents/"), Fault.badCredentials());

            fails(Kind.REJECTED, () -> store.write(List.of(publish(1, "\"two\"").expecting(first))));

            store.write(List.of(publish(1, "\"two\"").expecting(first)));
            Revision unknown = Revision.of("1".repeat(40));
            fails(
                    Kind.CONFLICT,
                    () -> store.write(List.of(publish(1, "\"three\"").expecting(unknown))));
        }
    }

    // ---- limits

    static List<Fault> shortPauses() {
        return List.of(
                Fault.secondaryLimit(403, 1),
                Fault.secondaryLimit(429, 1),
                new Fault.Status(503, Map.of("retry-after", "1"), "Service unavailable"));
    }

    @ParameterizedTest
    @MethodSource("shortPauses")
    void aShortPauseOfGitHubsDelaysAWriteAndFailsNone(Fault fault) throws Exception {
        try (GitHubArtifactStore store = fake.open("publisher")) {
            store.write(List.of(publish(1)));
            fake.github.faults().next(MOVES_BRANCH, fault);

            store.write(List.of(publish(2)));

            assertEquals(2, published(store).size());
            assertEquals(1, store.history(key(2), 10).size());
        }
    }

    static List<Fault> longPauses() {
        return List.of(
                Fault.secondaryLimitWithoutHeader(),
                new Fault.Status(429, Map.of(), "Too many requests"),
                new Fault.Status(403, Map.of(), "You have triggered an abuse detection mechanism."),
                Fault.secondaryLimitInGraphQl());
    }

    @ParameterizedTest
    @MethodSource("longPauses")
    void theSecondaryLimitStopsEveryWayToGitHub(Fault fault) throws Exception {
        try (GitHubArtifactStore store = fake.open("publisher", fake.api("writer", impatient()))) {
            store.write(List.of(publish(1)));
            fake.github.faults().next(MOVES_BRANCH, fault);
            fake.github.forgetRequests();

            ArtifactStoreException e = fails(Kind.UNAVAILABLE, () -> store.write(List.of(publish(2))));

            assertTrue(e.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(50)) > 0, e.getMessage());
            fails(Kind.UNAVAILABLE, store::head);
            assertEquals(1, fake.requests().size(), "GitHub was asked although it wanted to be left alone");
        }
    }

    @Test
    void aQueryThatGraphQlGivesUpIsAskedOfRest() throws Exception {
        try (GitHubArtifactStore store = fake.open("publisher")) {
            store.write(List.of(publish(1), publish(2)));
            fake.github
                    .faults()
                    .each(
                            r -> r.rawPath().endsWith("/graphql") && !r.writes(),
                            new Fault.GraphQlError(
                                    "", "Something went wrong while executing your query. This may be a timeout."));
            try (GitHubArtifactStore gateway = fake.open("gateway")) {
                assertEquals(2, published(gateway).size());
                assertTrue(gateway.read(key(1)).isPresent());
            }
        }
    }

    // ---- batches

    @Test
    void oneContentThatARuleForbidsTakesNoOtherSaveWithIt() throws Exception {
        start(false);
        fake.coalesce = Duration.ofMillis(500);
        try (GitHubArtifactStore store = fake.open("publisher")) {
            store.write(List.of(publish(0)));
            fake.github
                    .faults()
                    .each(
                            r -> new String(r.body(), StandardCharsets.UTF_8).contains("ghp_secret"),
                            new Fault.Status(422, Map.of(), "Secret detected in content"));
            List<Future<Revision>> saves = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                ArtifactWrite write = publish(i, i == 2 ? "\"ghp_secret\"" : "\"fine\"");
                saves.add(pool.submit(() -> store.write(List.of(write))));
            }
            for (int i = 1; i <= 4; i++) {
                Future<Revision> save = saves.get(i - 1);
                if (i == 2) {
                    Throwable refused = org.junit.jupiter.api.Assertions.assertThrows(
                                    ExecutionException.class, () -> save.get(30, TimeUnit.SECONDS))
                            .getCause();
                    assertTrue(refused.getMessage().contains("Secret detected"), refused.getMessage());
                } else {
                    save.get(30, TimeUnit.SECONDS);
                }
            }
            assertEquals(
                    Set.of("api-0", "api-1", "api-3", "api-4"), published(store).keySet());
        }
    }

    @Test
    void aBatchOfAThousandIsOneCommitOfSmallRequestsAndNobodySeesHalfOfIt() throws Exception {
        try (GitHubArtifactStore publisher = fake.open("publisher");
                GitHubArtifactStore reader = fake.open("reader")) {
            Revision first = publisher.write(List.of(publish(5_000)));
            AtomicBoolean done = new AtomicBoolean();
            Future<Set<Integer>> seen = pool.submit(() -> {
                Set<Integer> sizes = new TreeSet<>();
                while (!done.get()) {
                    sizes.add(published(reader).size());
                }
                sizes.add(published(reader).size());
                return sizes;
            });
            fake.github.forgetRequests();

            publisher.write(many(1_000));
            Revision full = publisher.head();
            List<FakeRequest> writes =
                    fake.requests().stream().filter(FakeRequest::writes).collect(Collectors.toList());
            publisher.write(IntStream.range(0, 1_000).mapToObj(Samples::remove).collect(Collectors.toList()));
            done.set(true);

            Set<Integer> sizes = seen.get(60, TimeUnit.SECONDS);
            assertTrue(Set.of(1, 1_001).containsAll(sizes), "seen: " + sizes);
            assertEquals(
                    1, writes.stream().filter(r -> r.method().equals("PATCH")).count());
            assertTrue(writes.size() <= 8, "requests: " + writes);
            assertEquals(
                    List.of(first.toString()),
                    fake.api("reader").commit(full.toString()).parents());
            for (FakeRequest tree : fake.requests()) {
                int entries = new String(tree.body(), StandardCharsets.UTF_8).split("\"path\":", -1).length - 1;
                assertTrue(entries <= 200, tree + " holds " + entries + " files");
            }
        }
    }

    @Test
    void anArtifactOfSeveralMegabytesComesBackByteForByte() throws Exception {
        String large = "\"" + "x\u00e9".repeat(1_500_000) + "\"";
        String pastTheCut = "\"" + "y".repeat(600_000) + "\"";
        try (GitHubArtifactStore publisher = fake.open("publisher")) {
            publisher.write(List.of(publish(1, large), publish(2, pastTheCut), publish(3)));
            publisher.write(List.of(publish(4, large)));
        }
        try (GitHubArtifactStore gateway = fake.open("gateway")) {
            Map<String, Optional<String>> published = published(gateway);
            assertEquals(4, published.size());
            assertEquals(large, published.get("api-1").orElseThrow());
            assertEquals(pastTheCut, published.get("api-2").orElseThrow());
            assertEquals(large, gateway.read(key(4)).orElseThrow().body().asText());
        }
    }

    @Test
    void moreThanThreeHundredChangesAreAllSeen() throws Exception {
        try (GitHubArtifactStore publisher = fake.open("publisher");
                GitHubArtifactStore gateway = fake.open("gateway")) {
            Revision held = publisher.write(many(500));
            published(gateway);
            publisher.write(IntStream.range(50, 400)
                    .mapToObj(i -> publish(i, "\"new\""))
                    .collect(Collectors.toList()));

            assertEquals(
                    350,
                    Samples.bodies(gateway.changes(Samples.LABEL, held, gateway.head())
                                    .orElseThrow())
                            .size());
        }
    }

    @Test
    void aListThatComesTruncatedIsReadFolderByFolder() throws Exception {
        try (GitHubArtifactStore publisher = fake.open("publisher")) {
            publisher.write(many(50));
        }
        fake.github.faults().next(r -> r.query().containsKey("recursive"), new Fault.TruncatedTree());
        try (GitHubArtifactStore gateway = fake.open("gateway")) {
            assertEquals(50, published(gateway).size());
        }
    }

    // ---- reads that break off, and reads after a write

    @ParameterizedTest
    @ValueSource(
            strings = {"/git/ref/", "/git/trees/", "/git/blobs/", "/graphql", "/compare/", "legacy.tar.gz", "/contents/"
            })
    void anAnswerThatIsCutInTheMiddleIsAskedForAgain(String part) throws Exception {
        start(!part.equals("/git/blobs/") && !part.equals("/contents/"));
        try (GitHubArtifactStore publisher = fake.open("publisher");
                GitHubArtifactStore gateway = fake.open("gateway")) {
            publisher.write(many(part.equals("legacy.tar.gz") ? 120 : 20));
            boolean afterwards = part.equals("/compare/") || part.equals("/git/ref/");
            if (afterwards) {
                published(gateway);
                publisher.write(List.of(publish(1, "\"new\"")));
            }
            fake.github.forgetRequests();
            fake.github.faults().next(r -> r.rawPath().contains(part), new Fault.CutAnswer());

            assertTrue(gateway.read(key(1)).isPresent());
            assertTrue(published(gateway).size() >= 20);

            assertEquals(Map.of("CutAnswer", 1), fake.github.faults().injected());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWroteReadsWhatHeWrote(boolean graphQl) throws Exception {
        start(graphQl);
        try (GitHubArtifactStore store = fake.open("publisher")) {
            store.write(List.of(publish(1)));
            for (int i = 0; i < 5; i++) {
                Revision mine = store.write(List.of(publish(1, "\"" + i + "\"")));
                fake.github.faults().next(READS_BRANCH, new Fault.StaleBranch());
                assertEquals(mine, store.head());
                fake.github.faults().next(READS_BRANCH, new Fault.StaleBranch());
                assertEquals("\"" + i + "\"", published(store).get("api-1").orElseThrow());
                assertEquals(
                        "\"" + i + "\"", store.read(key(1)).orElseThrow().body().asText());
                fake.github.faults().off();
            }
        }
    }

    // ---- the end

    @Test
    void closingBreaksOffAWriteThatGitHubDoesNotAnswerAndTellsEveryoneWhoWaits() throws Exception {
        fake.grace = Duration.ofMillis(100);
        GitHubArtifactStore store = fake.open("publisher");
        try (store) {
            store.write(List.of(publish(1)));
            fake.github.faults().next(MOVES_BRANCH, new Fault.Late(Duration.ofSeconds(50)));
            fake.github.forgetRequests();
            Future<Revision> underWay = pool.submit(() -> store.write(List.of(publish(2))));
            await(() -> !fake.requests().isEmpty());
            Future<Revision> waiting = pool.submit(() -> store.write(List.of(publish(3))));
            await(() -> waitingSaves() == 2);

            store.close();

            for (Future<Revision> save : List.of(underWay, waiting)) {
                Throwable told = org.junit.jupiter.api.Assertions.assertThrows(
                                ExecutionException.class, () -> save.get(10, TimeUnit.SECONDS))
                        .getCause();
                assertEquals(Kind.UNAVAILABLE, ((ArtifactStoreException) told).kind(), told.getMessage());
                assertTrue(told.getMessage().contains("closed"), told.getMessage());
            }
        }
        await(() -> !threads().contains("trunkline-github-writer"));
        fails(Kind.UNAVAILABLE, store::head);
    }

    @Test
    void aWatchEndsWithItsStoreAndRestsWithoutListeners() throws Exception {
        fake.pollInterval = Duration.ofMillis(5);
        try (GitHubArtifactStore store = fake.open("gateway")) {
            Subscription listener = store.watch(() -> {});
            await(() -> threads().contains("trunkline-github-watch"));
            listener.close();
            await(() -> Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(
                            t -> t.getName().equals("trunkline-github-watch") && t.getState() == Thread.State.WAITING));
            fake.github.forgetRequests();
            store.watch(() -> {});
            await(() -> !fake.requests().isEmpty());
        }
        await(() -> !threads().contains("trunkline-github-watch"));
    }

    /** Threads that wait for the answer to a save. */
    private static long waitingSaves() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> List.of(stack).toString().contains("CommitQueue.write"))
                .count();
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertFalse(System.nanoTime() > until, "what was waited for did not happen within 20 s");
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
