package org.trunkline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.trunkline.gateway.internal.deployment.DeployedApis;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.EventChannel;
import org.trunkline.sync.fetch.StoreSource;
import org.trunkline.sync.reconcile.ArtifactCache;
import org.trunkline.sync.reconcile.Deployer;
import org.trunkline.sync.reconcile.DeploymentException;
import org.trunkline.sync.reconcile.ReconcileLoop;
import org.trunkline.sync.reconcile.ReconcileSettings;

/** A gateway without its HTTP front: the reconcile loop, the cache on disk, and the APIs in memory. */
final class GatewayRun implements AutoCloseable {

    /** How often a gateway looks at its store when no hint comes: the default of the configuration. */
    static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final DeployedApis apis = new DeployedApis(List.of(SampleApis.LABEL));
    private final Watched watched = new Watched(apis);
    private final ArtifactCache cache;
    private final ReconcileLoop loop;

    GatewayRun(ArtifactStore store, EventChannel events, Path cacheDirectory) throws Exception {
        cache = ArtifactCache.open(cacheDirectory, "bench", Set.of(SampleApis.LABEL));
        ReconcileSettings settings = new ReconcileSettings(
                Set.of(SampleApis.LABEL), ReconcileSettings.Mode.SYNC, PATIENCE, POLL_INTERVAL, Duration.ofMillis(1));
        loop = new ReconcileLoop(new StoreSource("bench", store, events), watched, cache, settings, Clock.systemUTC());
    }

    /** Starts, and returns when everything published is served. */
    void start(int expected) {
        loop.start();
        int served = apis.served().size();
        if (!loop.status().ready() || served != expected) {
            throw new IllegalStateException("The gateway serves " + served + " of " + expected + ": " + loop.status());
        }
    }

    /** To be called before the artifact with this digest is published: it is counted down when that is served. */
    CountDownLatch whenServed(String sha256) {
        return watched.expect(sha256);
    }

    static void await(CountDownLatch served) throws InterruptedException {
        if (!served.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("What was published is not served after " + PATIENCE);
        }
    }

    @Override
    public void close() throws IOException {
        loop.close();
        cache.close();
    }

    /** Says when an artifact has been deployed. */
    private static final class Watched implements Deployer {

        private final Deployer deployer;
        private final ConcurrentHashMap<String, CountDownLatch> expected = new ConcurrentHashMap<>();

        Watched(Deployer deployer) {
            this.deployer = deployer;
        }

        CountDownLatch expect(String sha256) {
            return expected.computeIfAbsent(sha256, digest -> new CountDownLatch(1));
        }

        @Override
        public void deploy(Artifact artifact) throws DeploymentException {
            deployer.deploy(artifact);
            CountDownLatch latch = expected.remove(artifact.info().sha256());
            if (latch != null) {
                latch.countDown();
            }
        }

        @Override
        public void undeploy(ArtifactKey key) throws DeploymentException {
            deployer.undeploy(key);
        }
    }
}
