package org.trunkline.sync.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactFetch;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Samples;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.event.LocalEventChannel;
import org.trunkline.sync.fetch.StoreSource;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

class ReconcilerTest {

    private static final Set<String> LABELS = Set.of("L", "Production and Sandbox");
    private static final ArtifactKey A = ArtifactKey.synapse("L", "a");

    @TempDir
    private Path directory;

    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final LocalEventChannel events = new LocalEventChannel();
    private final TestClock clock = new TestClock();
    private ArtifactSource source = new StoreSource("DBRetriever", store, events);
    private final Set<String> refusedByEveryGateway = new HashSet<>();
    private RecordingDeployer gateway;
    private ArtifactCache cache;
    private Reconciler reconciler;

    @BeforeEach
    void start() throws IOException {
        gateway = new RecordingDeployer();
        refusedByEveryGateway.forEach(gateway::refuse);
        cache = ArtifactCache.open(directory, source.name(), LABELS);
        reconciler = new Reconciler(
                source,
                gateway,
                cache,
                LABELS,
                new RetryPlan(Duration.ofSeconds(15), Duration.ofSeconds(5)),
                clock,
                () -> 0,
                () -> false);
    }

    @AfterEach
    void stop() {
        cache.close();
        events.close();
        store.close();
    }

    /** The process ended and a new one begins: nothing is deployed, the cache is there. */
    private void restart() throws IOException {
        cache.close();
        start();
    }

    @Test
    void deploysEverythingOfItsLabelsAndIsReadyOnlyThen() throws Exception {
        store.write(Samples.publish("a", "1", "L", "Production and Sandbox", "other"));
        assertFalse(reconciler.ready());

        PassResult result = reconciler.pass();

        assertTrue(result.succeeded());
        assertTrue(reconciler.ready());
        assertEquals(
                Set.of(A, ArtifactKey.synapse("Production and Sandbox", "a")),
                gateway.deployed().keySet());
        assertEquals(Optional.of(store.head()), reconciler.held());
        assertEquals(Optional.of(clock.instant()), reconciler.entries().get(A).deployedAt());
    }

    @Test
    void anEmptyStoreMakesAGatewayReadyAsWell() {
        assertTrue(reconciler.pass().succeeded());
        assertTrue(reconciler.ready());
    }

    @Test
    void isNotReadyWhileTheStoreIsAwayAndNothingIsCached() {
        store.goAway();

        assertEquals(
                ArtifactStoreException.Kind.UNAVAILABLE,
                reconciler.pass().refusal().orElseThrow().kind());
        assertFalse(reconciler.ready());
    }

    @Test
    void appliesOnlyWhatChanged() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        store.write(Samples.publish("b", "1", "L"));
        reconciler.pass();
        gateway.takeCalls();

        store.write(Samples.publish("b", "2", "L"));
        store.write(Samples.publish("c", "1", "L"));
        reconciler.pass();
        assertEquals(Set.of("deploy b", "deploy c"), Set.copyOf(gateway.takeCalls()));

        reconciler.pass();
        assertEquals(List.of(), gateway.takeCalls());
    }

    @Test
    void doesNotDeployTheSameContentAgain() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        reconciler.pass();
        gateway.takeCalls();

        Revision second = store.write(Samples.publish("a", "1", "L"));
        store.forget();
        reconciler.pass();

        assertEquals(List.of(), gateway.takeCalls());
        assertEquals(Optional.of(second), reconciler.entries().get(A).revision());
    }

    @Test
    void undeploysWhatWasRemovedByChangesAndByASnapshotAlike() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        store.write(Samples.publish("b", "1", "L"));
        reconciler.pass();

        store.write(Samples.remove("a", "L"));
        reconciler.pass();
        assertEquals(Set.of(ArtifactKey.synapse("L", "b")), gateway.deployed().keySet());

        store.write(Samples.remove("b", "L"));
        store.forget();
        reconciler.pass();
        assertEquals(Set.of(), gateway.deployed().keySet());
        assertEquals(Set.of(), reconciler.entries().keySet());
    }

    @Test
    void undeploysNothingWhileTheStoreIsAway() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        reconciler.pass();

        store.goAway();
        reconciler.pass();

        assertEquals(Set.of(A), gateway.deployed().keySet());
        assertTrue(reconciler.ready());
    }

    @Test
    void undeploysNothingWhenASnapshotBreaksOff() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        store.write(Samples.publish("b", "1", "L"));
        BreakingSource breaking = new BreakingSource(source);
        source = breaking;
        restart();
        reconciler.pass();
        store.forget();
        store.write(Samples.publish("c", "1", "L"));
        store.forget();

        breaking.breakAfter = 1;
        assertFalse(reconciler.pass().succeeded());
        assertEquals(2, gateway.deployed().size());

        breaking.breakAfter = Integer.MAX_VALUE;
        assertTrue(reconciler.pass().succeeded());
        assertEquals(3, gateway.deployed().size());
    }

    @Test
    void aBadArtifactIsReportedAndHidesNoOther() throws Exception {
        store.write(Samples.publish("a", "bad", "L"));
        store.write(Samples.publish("b", "1", "L"));
        gateway.refuse(Samples.document("a", "bad").body().sha256());

        assertTrue(reconciler.pass().succeeded());

        assertTrue(reconciler.ready());
        assertEquals(Set.of(ArtifactKey.synapse("L", "b")), gateway.deployed().keySet());
        ReconcileEntry entry = reconciler.entries().get(A);
        assertFalse(entry.isDeployed());
        assertEquals(Optional.of("The gateway does not know one of its mediators"), entry.failure());
        assertEquals("API-a", entry.api().orElseThrow().name());
    }

    @Test
    void keepsServingTheOldStateWhenTheNewOneIsBad() throws Exception {
        Revision good = store.write(Samples.publish("a", "good", "L"));
        reconciler.pass();
        Revision bad = store.write(Samples.publish("a", "bad", "L"));
        gateway.refuse(Samples.document("a", "bad").body().sha256());

        reconciler.pass();

        ReconcileEntry entry = reconciler.entries().get(A);
        assertEquals(Optional.of(good), entry.revision());
        assertEquals(Optional.of(bad), entry.failedRevision());
        assertEquals(
                Samples.document("a", "good").body().sha256(),
                gateway.deployed().get(A));
    }

    @Test
    void triesABadArtifactAgainAtASlowPaceWithoutAskingTheStore() throws Exception {
        store.write(Samples.publish("a", "bad", "L"));
        gateway.refuse(Samples.document("a", "bad").body().sha256());
        assertEquals(Optional.of(Duration.ofSeconds(15)), reconciler.pass().nextRetry());
        gateway.takeCalls();

        clock.advance(Duration.ofSeconds(14));
        reconciler.pass();
        assertEquals(List.of(), gateway.takeCalls());

        clock.advance(Duration.ofSeconds(1));
        store.goAway();
        reconciler.pass();
        assertEquals(List.of("deploy a"), gateway.takeCalls(), "from the cache");

        store.comeBack();
        gateway.acceptAgain();
        clock.advance(Duration.ofSeconds(29));
        reconciler.pass();
        assertEquals(List.of(), gateway.takeCalls(), "the second wait is twice as long");
        clock.advance(Duration.ofSeconds(1));
        reconciler.pass();
        assertEquals(Set.of(A), gateway.deployed().keySet());
        assertEquals(Optional.empty(), reconciler.entries().get(A).failure());
    }

    @Test
    void triesABadArtifactAtOnceWhenItChanges() throws Exception {
        store.write(Samples.publish("a", "bad", "L"));
        gateway.refuse(Samples.document("a", "bad").body().sha256());
        reconciler.pass();

        store.write(Samples.publish("a", "good", "L"));
        reconciler.pass();

        assertEquals(Set.of(A), gateway.deployed().keySet());
        assertEquals(Optional.empty(), reconciler.entries().get(A).failure());
    }

    @Test
    void anUnreadableArtifactIsReportedAndHidesNoOther() throws Exception {
        Revision good = store.write(Samples.publish("a", "1", "L"));
        reconciler.pass();
        store.write(Samples.publish("a", "2", "L"));
        store.write(Samples.publish("b", "1", "L"));
        store.damage(A);

        assertTrue(reconciler.pass().succeeded());
        ReconcileEntry entry = reconciler.entries().get(A);
        assertTrue(entry.failure().orElseThrow().contains("it is damaged"));
        assertEquals(Optional.of(good), entry.revision());
        assertEquals(2, gateway.deployed().size());

        // Another gateway's write would not bring it back; only a look at everything does.
        store.write(Samples.publish("a", "2", "L"));
        reconciler.pass();
        assertEquals(Optional.empty(), reconciler.entries().get(A).failure());
        assertEquals(
                Samples.document("a", "2").body().sha256(), gateway.deployed().get(A));
    }

    @Test
    void anUnreadableArtifactIsFetchedAgainAtASlowPaceAlthoughItDidNotChange() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        BreakingSource breaking = new BreakingSource(source);
        breaking.unreadable = A;
        source = breaking;
        restart();
        reconciler.pass();
        breaking.unreadable = null;

        clock.advance(Duration.ofSeconds(14));
        reconciler.pass();
        assertEquals(Set.of(), gateway.deployed().keySet());

        clock.advance(Duration.ofSeconds(1));
        reconciler.pass();
        assertEquals(Set.of(A), gateway.deployed().keySet());
        assertEquals(Optional.empty(), reconciler.entries().get(A).failure());
    }

    @Test
    void afterARestartAnUnreadableArtifactIsStillKnown() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        store.write(Samples.publish("b", "1", "L"));
        store.damage(A);
        reconciler.pass();

        restart();
        reconciler.pass();

        assertTrue(reconciler.entries().get(A).failure().isPresent());
    }

    @Test
    void anUndeployThatFailsIsTriedAgain() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        reconciler.pass();
        gateway.refuseToUndeploy(A);
        store.write(Samples.remove("a", "L"));

        reconciler.pass();
        assertTrue(reconciler.entries().get(A).failure().orElseThrow().contains("The gateway is busy"));

        gateway.acceptAgain();
        clock.advance(Duration.ofSeconds(15));
        reconciler.pass();
        assertEquals(Set.of(), gateway.deployed().keySet());
        assertEquals(Set.of(), reconciler.entries().keySet());
    }

    @Test
    void servesFromTheCacheWhenTheStoreIsAwayAtAStart() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        store.write(Samples.publish("b", "1", "L"));
        reconciler.pass();
        Map<ArtifactKey, String> before = gateway.deployed();

        store.goAway();
        restart();
        PassResult result = reconciler.pass();

        assertFalse(result.succeeded());
        assertTrue(result.problem().isPresent());
        assertTrue(reconciler.ready());
        assertEquals(before, gateway.deployed());
        assertEquals(2, reconciler.entries().size());
    }

    @Test
    void afterARestartTheLastGoodStateIsServedWhenTheLatestIsBad() throws Exception {
        store.write(Samples.publish("a", "good", "L"));
        reconciler.pass();
        store.write(Samples.publish("a", "bad", "L"));
        String bad = Samples.document("a", "bad").body().sha256();
        gateway.refuse(bad);
        reconciler.pass();

        restart();
        gateway.refuse(bad);
        reconciler.pass();

        assertEquals(
                Samples.document("a", "good").body().sha256(),
                gateway.deployed().get(A));
        assertTrue(reconciler.entries().get(A).failure().isPresent());
    }

    @Test
    void doesNotServeForAMomentWhatWasRemovedWhileItWasDown() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        store.write(Samples.publish("b", "1", "L"));
        reconciler.pass();
        store.write(Samples.remove("a", "L"));

        restart();
        reconciler.pass();

        assertEquals(List.of("deploy b"), gateway.takeCalls());
    }

    @Test
    void aHalfFilledCacheServesWhatItHasAndIsNotReady() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        store.write(Samples.publish("b", "1", "L"));
        BreakingSource breaking = new BreakingSource(source);
        breaking.breakAfter = 1;
        source = breaking;
        restart();
        reconciler.pass();
        assertFalse(reconciler.ready());

        store.goAway();
        restart();
        reconciler.pass();

        assertEquals(1, gateway.deployed().size());
        assertFalse(reconciler.ready());
    }

    @Test
    void aDamagedCacheEntryIsFetchedAgain() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        store.write(Samples.publish("b", "1", "L"));
        reconciler.pass();
        Map<ArtifactKey, String> before = gateway.deployed();
        Path object = objectFile(Samples.document("a", "1").body().sha256());
        byte[] bytes = Files.readAllBytes(object);
        bytes[3] ^= 1;
        Files.write(object, bytes);

        restart();
        assertTrue(reconciler.pass().isUnfinished());
        assertTrue(reconciler.pass().succeeded());

        assertEquals(before, gateway.deployed());
        assertEquals(Optional.empty(), reconciler.entries().get(A).failure());
        assertTrue(Files.exists(object), "it is cached again");
    }

    @Test
    void aDiskThatTakesNothingIsAProblemOfTheCacheOnly() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        reconciler.pass();
        Path objects = directory.resolve("objects");
        Path aside = directory.resolve("aside");
        Files.move(objects, aside);
        Files.writeString(objects, "a file where a directory has to be");

        store.write(Samples.publish("a", "2", "L"));
        assertTrue(reconciler.pass().succeeded());
        assertEquals(
                Samples.document("a", "2").body().sha256(), gateway.deployed().get(A));
        assertTrue(reconciler.cacheProblem().orElseThrow().contains("could not keep"));

        Files.delete(objects);
        Files.move(aside, objects);
        clock.advance(Duration.ofSeconds(15));
        reconciler.pass();
        assertEquals(Optional.empty(), reconciler.cacheProblem());

        store.goAway();
        restart();
        reconciler.pass();
        assertEquals(
                Samples.document("a", "2").body().sha256(), gateway.deployed().get(A));
    }

    @Test
    void aSourceWithoutRevisionsIsComparedByDigest() throws Exception {
        source = new RevisionlessSource(source);
        restart();
        store.write(Samples.publish("a", "1", "L"));
        store.write(Samples.publish("b", "1", "L"));
        reconciler.pass();
        assertTrue(reconciler.ready());
        gateway.takeCalls();

        reconciler.pass();
        assertEquals(List.of(), gateway.takeCalls());

        store.write(Samples.publish("a", "2", "L"));
        store.write(Samples.remove("b", "L"));
        reconciler.pass();
        assertEquals(Set.of("deploy a", "undeploy b"), Set.copyOf(gateway.takeCalls()));

        store.goAway();
        restart();
        reconciler.pass();
        assertTrue(reconciler.ready());
        assertEquals(Set.of(A), gateway.deployed().keySet());
    }

    @Test
    void aBadArtifactOfASourceWithoutRevisionsIsNotTriedAtEveryPoll() throws Exception {
        source = new RevisionlessSource(source);
        restart();
        store.write(Samples.publish("a", "bad", "L"));
        gateway.refuse(Samples.document("a", "bad").body().sha256());
        reconciler.pass();
        gateway.takeCalls();

        clock.advance(Duration.ofSeconds(5));
        reconciler.pass();
        assertEquals(List.of(), gateway.takeCalls());

        clock.advance(Duration.ofSeconds(10));
        reconciler.pass();
        assertEquals(List.of("deploy a"), gateway.takeCalls());
    }

    @Test
    void outlivesASourceThatThrowsWhatItMustNot() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        BreakingSource breaking = new BreakingSource(source);
        source = breaking;
        restart();
        breaking.defect = true;

        assertTrue(reconciler.pass().problem().orElseThrow().contains("unexpected error"));

        breaking.defect = false;
        assertTrue(reconciler.pass().succeeded());
        assertEquals(Set.of(A), gateway.deployed().keySet());
    }

    @Test
    void followsAModelThroughRandomWritesFaultsAndRestarts() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("ReconcilerTest: model run with seed " + seed);
        Random random = new Random(seed);
        BreakingSource breaking = new BreakingSource(source);
        source = breaking;
        String bad = "bad";
        for (int i = 0; i < 8; i++) {
            refusedByEveryGateway.add(Samples.document("api-" + i, bad).body().sha256());
        }
        restart();
        for (int step = 0; step < 400; step++) {
            String id = "api-" + random.nextInt(8);
            String label = random.nextBoolean() ? "L" : "Production and Sandbox";
            switch (random.nextInt(12)) {
                case 0:
                case 1:
                case 2:
                case 3:
                    store.write(Samples.publish(id, "v" + random.nextInt(5), label));
                    break;
                case 4:
                    store.write(Samples.publish(id, bad, label));
                    break;
                case 5:
                case 6:
                    store.write(Samples.remove(id, label));
                    break;
                case 7:
                    store.write(Samples.publish(id, "elsewhere", "other"));
                    break;
                case 8:
                    store.forget();
                    break;
                case 9:
                    store.goAway();
                    reconciler.pass();
                    if (random.nextBoolean()) {
                        restart();
                        reconciler.pass();
                    }
                    store.comeBack();
                    break;
                case 10:
                    breaking.breakAfter = random.nextInt(3);
                    reconciler.pass();
                    breaking.breakAfter = Integer.MAX_VALUE;
                    break;
                default:
                    restart();
            }
            clock.advance(Duration.ofSeconds(random.nextInt(30)));

            PassResult result = reconciler.pass();
            while (result.isUnfinished()) {
                result = reconciler.pass();
            }

            assertTrue(result.succeeded(), "step " + step + " of seed " + seed);
            assertConverged("step " + step + " of seed " + seed);
        }
    }

    /** What is published and good is served as it is; what is published and bad is reported; nothing else is served. */
    private void assertConverged(String where) throws Exception {
        Map<ArtifactKey, String> served = gateway.deployed();
        Map<ArtifactKey, String> published = new TreeMap<>();
        for (ArtifactInfo info : store.find(ArtifactQuery.all().instruction(Instruction.PUBLISH))) {
            if (LABELS.contains(info.key().label())) {
                published.put(info.key(), info.sha256());
            }
        }
        assertTrue(published.keySet().containsAll(served.keySet()), where + ": served " + served.keySet());
        assertEquals(published.keySet(), reconciler.entries().keySet(), where);
        for (Map.Entry<ArtifactKey, String> artifact : published.entrySet()) {
            ArtifactKey key = artifact.getKey();
            boolean isBad = artifact.getValue()
                    .equals(Samples.document(key.id(), "bad").body().sha256());
            assertEquals(isBad, reconciler.entries().get(key).failure().isPresent(), where + ": " + key);
            assertEquals(isBad, !artifact.getValue().equals(served.get(key)), where + ": " + key);
        }
    }

    private Path objectFile(String sha256) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("objects"))) {
            return files.filter(file -> file.getFileName().toString().equals(sha256))
                    .collect(Collectors.toList())
                    .get(0);
        }
    }

    /** Breaks off after so many artifacts, cannot read one, or fails with a defect. */
    private static final class BreakingSource implements ArtifactSource {

        private final ArtifactSource source;
        private int breakAfter = Integer.MAX_VALUE;
        private boolean defect;
        private ArtifactKey unreadable;

        BreakingSource(ArtifactSource source) {
            this.source = source;
        }

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public Optional<Revision> head() throws ArtifactStoreException {
            if (defect) {
                throw new IllegalStateException("as the test wants it");
            }
            return source.head();
        }

        @Override
        public ArtifactFetch fetch(Set<String> labels, Optional<Revision> held) throws ArtifactStoreException {
            if (defect) {
                throw new IllegalStateException("as the test wants it");
            }
            ArtifactFetch fetch = source.fetch(labels, held);
            return new ArtifactFetch() {
                private int given;

                @Override
                public boolean complete() {
                    return fetch.complete();
                }

                @Override
                public Optional<Revision> revision() {
                    return fetch.revision();
                }

                @Override
                public Optional<ArtifactEntry> next() throws ArtifactStoreException {
                    if (given++ >= breakAfter) {
                        throw ArtifactStoreException.unavailable("The connection broke", null);
                    }
                    return fetch.next().map(entry -> entry.key().equals(unreadable) ? damaged(entry.key()) : entry);
                }

                @Override
                public void close() {
                    fetch.close();
                }
            };
        }

        private ArtifactEntry damaged(ArtifactKey key) {
            return ArtifactEntry.unreadable(key, ArtifactStoreException.rejected(key + " is damaged"));
        }

        @Override
        public Subscription watch(Runnable listener) {
            return source.watch(listener);
        }
    }

    /** As a third party's retriever is: everything each time, and no revision. */
    private static final class RevisionlessSource implements ArtifactSource {

        private final ArtifactSource source;

        RevisionlessSource(ArtifactSource source) {
            this.source = source;
        }

        @Override
        public String name() {
            return "theirs";
        }

        @Override
        public Optional<Revision> head() {
            return Optional.empty();
        }

        @Override
        public ArtifactFetch fetch(Set<String> labels, Optional<Revision> held) throws ArtifactStoreException {
            ArtifactFetch fetch = source.fetch(labels, Optional.empty());
            return new ArtifactFetch() {
                @Override
                public boolean complete() {
                    return true;
                }

                @Override
                public Optional<Revision> revision() {
                    return Optional.empty();
                }

                @Override
                public Optional<ArtifactEntry> next() throws ArtifactStoreException {
                    return fetch.next();
                }

                @Override
                public void close() {
                    fetch.close();
                }
            };
        }

        @Override
        public Subscription watch(Runnable listener) {
            return source.watch(listener);
        }
    }
}
