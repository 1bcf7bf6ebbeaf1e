package org.trunkline.sync.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;

/** What the loop knows about one key. For the loop's thread only. */
final class Slot {

    /** What is to be done about a failure when its time has come. */
    enum Remedy {
        /** Nothing failed. */
        NONE,
        /** Deploy the wanted state again, from the cache. */
        DEPLOY,
        /** Undeploy again. */
        UNDEPLOY,
        /** Only the source can help: fetch everything. */
        FETCH
    }

    private final ArtifactKey key;
    private ArtifactInfo good;
    private Instant deployedAt;
    private ArtifactInfo wanted;
    private Remedy remedy = Remedy.NONE;
    private String failure;
    private Instant failedAt;
    private int failures;
    private Instant retryAt;

    private Slot(ArtifactKey key) {
        this.key = key;
    }

    static Slot empty(ArtifactKey key) {
        return new Slot(key);
    }

    /** What was deployed before the restart, and is not yet. */
    static Slot cached(ArtifactKey key, CachedArtifact artifact) {
        Slot slot = new Slot(key);
        slot.good = artifact.good().orElse(null);
        slot.wanted = artifact.wanted().orElse(null);
        return slot;
    }

    ArtifactKey key() {
        return key;
    }

    boolean running() {
        return deployedAt != null;
    }

    /** The state that is deployed or, before it is deployed again after a restart, the one that was. */
    Optional<ArtifactInfo> good() {
        return Optional.ofNullable(good);
    }

    /** A newer state that is not deployed. */
    Optional<ArtifactInfo> wanted() {
        return Optional.ofNullable(wanted);
    }

    Remedy remedy() {
        return remedy;
    }

    int failures() {
        return failures;
    }

    Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    boolean due(Instant now) {
        return retryAt != null && !retryAt.isAfter(now);
    }

    boolean runs(ArtifactInfo info) {
        return running() && sameContent(good, info);
    }

    /** Whether exactly this content failed and is not to be tried again yet. */
    boolean rests(ArtifactInfo info, Instant now) {
        return remedy == Remedy.DEPLOY && wanted != null && sameContent(wanted, info) && !due(now);
    }

    /** Whether it could not be undeployed and is not to be tried again yet. */
    boolean restsUndeploy(Instant now) {
        return remedy == Remedy.UNDEPLOY && !due(now);
    }

    private static boolean sameContent(ArtifactInfo a, ArtifactInfo b) {
        return a.instruction() == b.instruction() && a.sha256().equals(b.sha256());
    }

    void deployed(ArtifactInfo info, Instant now) {
        good = info;
        deployedAt = now;
        settle();
    }

    /** The good state is deployed again, and the newer one still is not. */
    void restored(Instant now) {
        deployedAt = now;
    }

    /** The source has the same content under another revision. */
    void confirmed(ArtifactInfo info) {
        good = info;
        settle();
    }

    private void settle() {
        wanted = null;
        remedy = Remedy.NONE;
        failure = null;
        failedAt = null;
        failures = 0;
        retryAt = null;
    }

    /** The cached copy of the good state is gone. */
    void forgetGood() {
        good = null;
    }

    /** Another state failed than before: it starts with a fresh count. */
    void want(ArtifactInfo info) {
        if (wanted == null || !sameContent(wanted, info)) {
            failures = 0;
        }
        wanted = info;
    }

    void failed(Remedy next, String reason, Instant now, Duration wait) {
        if (next == Remedy.FETCH) {
            wanted = null;
        }
        remedy = next;
        failure = reason;
        failedAt = now;
        failures++;
        retryAt = now.plus(wait);
    }

    ReconcileEntry entry() {
        return new ReconcileEntry(key, running() ? good : null, deployedAt, wanted, failure, failedAt);
    }
}
