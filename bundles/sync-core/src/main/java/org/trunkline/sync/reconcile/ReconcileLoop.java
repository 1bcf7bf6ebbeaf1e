package org.trunkline.sync.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.Subscription;

/**
 * Keeps a gateway equal to its source, on one thread of its own: so deploy and remove of one API happen in the order of
 * the store, whatever order hints arrive in.
 *
 * <p>A pass applies what differs, by digest, and skips what is bad with a reason; nothing is undeployed because of an
 * error. The first pass after a restart asks the source first; what it does not replace, or all if it is away, comes from
 * the cache. A source that does not answer is asked again after the retry duration, doubled with each failure up to two
 * minutes and spread by a quarter, or when a hint comes; one that refuses, at the poll interval. A bad artifact is tried
 * again when it changes and otherwise ever more slowly, down to every ten minutes.
 *
 * <p>All methods may be called by any thread.
 */
public final class ReconcileLoop implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ReconcileLoop.class.getName());
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final ArtifactSource source;
    private final ReconcileSettings settings;
    private final Clock clock;
    private final Reconciler reconciler;
    private final RetryPlan plan;
    private final Thread thread;
    private final CountDownLatch firstPass = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean hinted;
    private boolean started;
    private Subscription hints = () -> {};
    private volatile boolean closed;
    private volatile NextPass next = new NextPass(ReconcilePhase.STARTING, Duration.ZERO, true, 0, Optional.empty());
    private volatile Optional<Instant> lastSuccess = Optional.empty();

    /**
     * A loop that does nothing before it is {@linkplain #start() started}.
     *
     * @param cache is used by this loop alone from now on, and closed by the caller after the loop
     */
    public ReconcileLoop(
            ArtifactSource source, Deployer deployer, ArtifactCache cache, ReconcileSettings settings, Clock clock) {
        this.source = Objects.requireNonNull(source, "source");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.plan = new RetryPlan(settings.retryDuration(), settings.pollInterval());
        this.reconciler = new Reconciler(
                source,
                Objects.requireNonNull(deployer, "deployer"),
                Objects.requireNonNull(cache, "cache"),
                settings.labels(),
                plan,
                clock,
                () -> ThreadLocalRandom.current().nextDouble(),
                () -> closed);
        this.thread = new Thread(this::run, "trunkline-reconcile");
        thread.setDaemon(true);
    }

    /**
     * Starts the loop. In the mode {@code SYNC} it returns when the first pass has ended, well or not, and at most after
     * the retry duration: it never waits for a source that stays away. In the mode {@code ASYNC} it returns at once.
     *
     * @throws IllegalStateException if the loop was started or closed before
     */
    public void start() {
        lock.lock();
        try {
            if (started || closed) {
                throw new IllegalStateException("A reconcile loop is started once, before it is closed");
            }
            started = true;
            hints = source.watch(this::wake);
            thread.start();
        } finally {
            lock.unlock();
        }
        if (settings.mode() == ReconcileSettings.Mode.SYNC) {
            awaitFirstPass();
        }
    }

    private void awaitFirstPass() {
        try {
            if (!firstPass.await(settings.retryDuration().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "The first deployment is not over after {0}; it goes on in the background",
                        settings.retryDuration());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks for a pass soon. Any number of calls before it begins make one pass. Returns at once. */
    public void wake() {
        lock.lock();
        try {
            hinted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public ReconcileStatus status() {
        NextPass now = next;
        return new ReconcileStatus(
                now.phase(),
                now.phase() != ReconcilePhase.STOPPED && reconciler.ready(),
                reconciler.held(),
                lastSuccess,
                now.problem(),
                reconciler.cacheProblem(),
                reconciler.entries());
    }

    private void run() {
        Optional<String> death = Optional.of("The loop ended unexpectedly; the log says why. Restart the gateway.");
        try {
            while (!closed) {
                pass();
                firstPass.countDown();
                await();
            }
            death = Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            death = Optional.of("The loop was interrupted. Restart the gateway.");
        } finally {
            next = new NextPass(ReconcilePhase.STOPPED, Duration.ZERO, false, 0, death);
            firstPass.countDown();
        }
    }

    private void pass() {
        takeHint();
        NextPass before = next;
        PassResult result = reconciler.pass();
        if (closed) {
            return;
        }
        NextPass after = plan.after(
                result, before.failures(), ThreadLocalRandom.current().nextDouble());
        if (result.succeeded()) {
            lastSuccess = Optional.of(clock.instant());
        }
        if (!after.problem().equals(before.problem())) {
            LOG.log(
                    after.problem().isPresent() ? System.Logger.Level.WARNING : System.Logger.Level.INFO,
                    "Source {0}: {1}",
                    source.name(),
                    after.problem().orElse("it answers again"));
        }
        next = after;
    }

    private void takeHint() {
        lock.lock();
        try {
            hinted = false;
        } finally {
            lock.unlock();
        }
    }

    private void await() throws InterruptedException {
        NextPass now = next;
        boolean byHint = sleep(now.delay(), now.hintsCount());
        if (byHint) {
            sleep(settings.eventWaitingTime(), false);
        }
    }

    /** Returns early if the loop is closed or, where hints count, at a hint; says whether there was one. */
    private boolean sleep(Duration duration, boolean hintsCount) throws InterruptedException {
        long left = duration.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0 && !closed && !(hintsCount && hinted)) {
                left = changed.awaitNanos(left);
            }
            return hintsCount && hinted;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the loop; what is deployed stays deployed. Waits up to ten seconds for a pass that is under way, which ends
     * before its next artifact.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (!started) {
                next = new NextPass(ReconcilePhase.STOPPED, Duration.ZERO, false, 0, Optional.empty());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        hints.close();
        try {
            // Not interrupted: an interrupt in the middle of a file operation would close the file of an embedded
            // database.
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.log(System.Logger.Level.WARNING, "The pass under way did not end within {0}", CLOSE_WAIT);
        }
    }
}
