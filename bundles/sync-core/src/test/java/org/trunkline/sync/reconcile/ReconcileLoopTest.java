package org.trunkline.sync.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Samples;
import org.trunkline.sync.event.LocalEventChannel;
import org.trunkline.sync.fetch.StoreSource;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

class ReconcileLoopTest {

    private static final Duration NEVER = Duration.ofHours(10);
    private static final Duration SOON = Duration.ofMillis(10);

    @TempDir
    private Path directory;

    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final LocalEventChannel events = new LocalEventChannel();
    private final RecordingDeployer gateway = new RecordingDeployer();
    private ArtifactCache cache;
    private ReconcileLoop loop;

    @BeforeEach
    void openCache() throws Exception {
        cache = ArtifactCache.open(directory, "DBRetriever", Set.of("L"));
    }

    @AfterEach
    void close() {
        if (loop != null) {
            loop.close();
        }
        cache.close();
        events.close();
        store.close();
    }

    private void loop(Deployer deployer, ReconcileSettings.Mode mode, Duration retry, Duration poll) {
        loop = new ReconcileLoop(
                new StoreSource("DBRetriever", store, events),
                deployer,
                cache,
                new ReconcileSettings(Set.of("L"), mode, retry, poll, Duration.ZERO),
                Clock.systemUTC());
    }

    @Test
    void inSyncModeEverythingIsDeployedWhenStartReturns() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        loop(gateway, ReconcileSettings.Mode.SYNC, NEVER, NEVER);
        assertEquals(ReconcilePhase.STARTING, loop.status().phase());

        loop.start();

        assertEquals(1, gateway.deployed().size());
        assertTrue(loop.status().ready());
        assertEquals(ReconcilePhase.CURRENT, loop.status().phase());
        assertEquals(Optional.of(store.head()), loop.status().held());
    }

    @Test
    void inSyncModeAStoreThatIsAwayDoesNotHoldUpTheStart() {
        store.goAway();
        loop(gateway, ReconcileSettings.Mode.SYNC, NEVER, NEVER);

        loop.start();

        assertFalse(loop.status().ready());
        assertEquals(ReconcilePhase.RETRYING, loop.status().phase());
        assertTrue(loop.status().problem().isPresent());
    }

    @Test
    void inSyncModeADeploymentThatHangsHoldsUpTheStartForTheRetryDurationOnly() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        store.write(Samples.publish("a", "1", "L"));
        loop(hanging(release), ReconcileSettings.Mode.SYNC, SOON, NEVER);

        loop.start();

        assertFalse(loop.status().ready());
        release.countDown();
        await(() -> loop.status().ready());
    }

    @Test
    void inAsyncModeStartReturnsAtOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        store.write(Samples.publish("a", "1", "L"));
        loop(hanging(release), ReconcileSettings.Mode.ASYNC, NEVER, NEVER);

        loop.start();

        assertFalse(loop.status().ready());
        release.countDown();
        await(() -> loop.status().ready());
    }

    @Test
    void aHintBringsAChangeLongBeforeTheNextPoll() throws Exception {
        loop(gateway, ReconcileSettings.Mode.SYNC, NEVER, NEVER);
        loop.start();

        store.write(Samples.publish("a", "1", "L"));

        await(() -> gateway.deployed().size() == 1);
    }

    @Test
    void withoutHintsTheNextPollBringsAChange() throws Exception {
        ArtifactKey key = ArtifactKey.synapse("L", "a");
        loop = new ReconcileLoop(
                new DeafSource(new StoreSource("DBRetriever", store, events)),
                gateway,
                cache,
                new ReconcileSettings(Set.of("L"), ReconcileSettings.Mode.SYNC, NEVER, SOON, Duration.ZERO),
                Clock.systemUTC());
        loop.start();

        store.write(Samples.publish("a", "1", "L"));

        await(() -> gateway.deployed().containsKey(key));
    }

    @Test
    void retriesByItselfUntilTheStoreIsBack() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        store.goAway();
        loop(gateway, ReconcileSettings.Mode.SYNC, SOON, NEVER);
        loop.start();
        assertFalse(loop.status().ready());

        store.comeBack();

        await(() -> loop.status().ready() && loop.status().phase() == ReconcilePhase.CURRENT);
        assertEquals(Optional.empty(), loop.status().problem());
        assertTrue(loop.status().lastSuccess().isPresent());
    }

    @Test
    void aClosedLoopIsStoppedAndNotReadyAndItsDeploymentsStay() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        loop(gateway, ReconcileSettings.Mode.SYNC, NEVER, NEVER);
        loop.start();

        loop.close();
        loop.close();

        assertEquals(ReconcilePhase.STOPPED, loop.status().phase());
        assertFalse(loop.status().ready());
        assertEquals(1, gateway.deployed().size());
        assertThrows(IllegalStateException.class, loop::start);
    }

    @Test
    void settingsRefuseWhatCannotWork() {
        Duration ok = Duration.ofSeconds(1);
        ReconcileSettings.Mode mode = ReconcileSettings.Mode.SYNC;

        assertThrows(IllegalArgumentException.class, () -> new ReconcileSettings(Set.of(), mode, ok, ok, ok));
        assertThrows(
                IllegalArgumentException.class, () -> new ReconcileSettings(Set.of("L"), mode, Duration.ZERO, ok, ok));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ReconcileSettings(Set.of("L"), mode, ok, Duration.ofDays(2), ok));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ReconcileSettings(Set.of("L"), mode, ok, ok, Duration.ofMillis(-1)));
    }

    private Deployer hanging(CountDownLatch release) {
        return new Deployer() {
            @Override
            public void deploy(Artifact artifact) throws DeploymentException {
                try {
                    release.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                gateway.deploy(artifact);
            }

            @Override
            public void undeploy(ArtifactKey key) throws DeploymentException {
                gateway.undeploy(key);
            }
        };
    }

    private static void await(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("It did not happen within 20 seconds");
            }
            Thread.onSpinWait();
        }
    }
}
