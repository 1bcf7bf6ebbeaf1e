package org.trunkline.sync.reconcile;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Revision;

/**
 * Writes to the cache on behalf of a loop that goes on when the disk does not: after a failure the cache keeps its old
 * checkpoint, so that it stays right, until a complete fetch has been stored without one.
 */
final class CacheKeeper {

    private static final System.Logger LOG = System.getLogger(ReconcileLoop.class.getName());

    private final ArtifactCache cache;
    private final RetryPlan plan;
    private final Clock clock;
    private final DoubleSupplier jitter;
    private boolean behind;
    private boolean failedInPass;
    private int failures;
    private Instant retryAt;
    private volatile String problem;

    CacheKeeper(ArtifactCache cache, RetryPlan plan, Clock clock, DoubleSupplier jitter) {
        this.cache = cache;
        this.plan = plan;
        this.clock = clock;
        this.jitter = jitter;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    /** Whether it is time to fetch everything, to write again what could not be written. */
    boolean due(Instant now) {
        return behind && retryAt != null && !retryAt.isAfter(now);
    }

    void keepGood(Artifact artifact) {
        if (!cache.holds(artifact.info())) {
            attempt("keep " + artifact, () -> cache.keepGood(artifact));
        }
    }

    void keepWanted(Artifact artifact) {
        if (!cache.holdsWanted(artifact.info())) {
            attempt("keep " + artifact, () -> cache.keepWanted(artifact));
        }
    }

    void remove(ArtifactKey key) {
        attempt("forget " + key, () -> cache.remove(key));
    }

    /** The artifact as it was kept; empty if it cannot be read any more, and then only the source has it. */
    Optional<Artifact> read(ArtifactInfo info) {
        try {
            return cache.read(info);
        } catch (IOException e) {
            fail("read " + info, e);
            return Optional.empty();
        }
    }

    void beginPass() {
        failedInPass = false;
    }

    /**
     * Ends a pass that has taken over all it was given.
     *
     * @param complete whether that was every artifact of the source
     */
    void endPass(boolean complete, Optional<Revision> revision) {
        if (complete && !failedInPass) {
            behind = false;
        }
        if (!behind) {
            attempt("note the revision", () -> cache.checkpoint(revision));
        }
        if (!behind) {
            failures = 0;
            retryAt = null;
            problem = null;
        }
    }

    private void attempt(String what, CacheWrite write) {
        try {
            write.run();
        } catch (IOException e) {
            fail(what, e);
        }
    }

    private void fail(String what, IOException e) {
        if (!failedInPass || retryAt == null) {
            failures++;
            retryAt = clock.instant().plus(plan.artifactDelay(failures, jitter.getAsDouble()));
        }
        failedInPass = true;
        behind = true;
        String before = problem;
        problem = "The gateway cache could not " + what + ": " + e
                + ". The gateway goes on; until this is mended, a restart needs the source.";
        if (before == null) {
            LOG.log(System.Logger.Level.WARNING, problem, e);
        }
    }

    private interface CacheWrite {
        void run() throws IOException;
    }
}
