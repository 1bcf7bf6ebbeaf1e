package org.trunkline.gateway.internal;

import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.reconcile.ArtifactCache;
import org.trunkline.sync.reconcile.Deployer;
import org.trunkline.sync.reconcile.ReconcileLoop;
import org.trunkline.sync.reconcile.ReconcileStatus;

/**
 * The reconcile loop with the cache that it needs. Opening the cache reads the disk and may have to wait for an earlier
 * process that still uses it, so it is done on a thread of its own, again and again until it succeeds.
 */
final class Reconciliation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final ArtifactSource source;
    private final Deployer deployer;
    private final GatewaySettings settings;
    private final Thread opener = new Thread(this::open, "trunkline-gateway-start");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;
    private ArtifactCache cache;
    private volatile Optional<ReconcileLoop> loop = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();

    Reconciliation(ArtifactSource source, Deployer deployer, GatewaySettings settings) {
        this.source = Objects.requireNonNull(source, "source");
        this.deployer = Objects.requireNonNull(deployer, "deployer");
        this.settings = Objects.requireNonNull(settings, "settings");
        opener.setDaemon(true);
    }

    /** Returns at once. */
    void start() {
        opener.start();
    }

    private void open() {
        while (!tryOpen()) {
            lock.lock();
            try {
                if (closed
                        || closing.awaitNanos(settings.reconcile()
                                                .retryDuration()
                                                .toNanos())
                                        > 0
                                && closed) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean tryOpen() {
        lock.lock();
        try {
            if (closed) {
                return true;
            }
            cache = ArtifactCache.open(
                    settings.cache(), source.name(), settings.reconcile().labels());
            ReconcileLoop started = new ReconcileLoop(source, deployer, cache, settings.reconcile(), Clock.systemUTC());
            started.start();
            loop = Optional.of(started);
            problem = Optional.empty();
            return true;
        } catch (IOException e) {
            Optional<String> reason = Optional.of("The cache directory " + settings.cache()
                    + " of the gateway cannot be used: " + e.getMessage()
                    + ". It is tried again; free it or change [gateway] cache_directory.");
            if (!reason.equals(problem)) {
                LOG.error("{}", reason.get(), e);
            }
            problem = reason;
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Empty until the cache is open. */
    Optional<ReconcileStatus> status() {
        return loop.map(ReconcileLoop::status);
    }

    /** Why the cache is not open. */
    Optional<String> problem() {
        return problem;
    }

    void wake() {
        loop.ifPresent(ReconcileLoop::wake);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
            loop.ifPresent(ReconcileLoop::close);
            if (cache != null) {
                cache.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
