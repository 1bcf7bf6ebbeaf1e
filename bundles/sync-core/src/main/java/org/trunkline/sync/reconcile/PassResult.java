package org.trunkline.sync.reconcile;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.sync.ArtifactStoreException;

/** What came of one pass. Immutable. */
final class PassResult {

    private final ArtifactStoreException refusal;
    private final RuntimeException defect;
    private final boolean unfinished;
    private final Duration nextRetry;

    private PassResult(
            ArtifactStoreException refusal, RuntimeException defect, boolean unfinished, Duration nextRetry) {
        this.refusal = refusal;
        this.defect = defect;
        this.unfinished = unfinished;
        this.nextRetry = nextRetry;
    }

    /** The gateway holds what the source has, but for artifacts that are tried again after a while. */
    static PassResult done(Optional<Duration> nextRetry) {
        return new PassResult(null, null, false, nextRetry.orElse(null));
    }

    /** All went well and there is more to do at once. */
    static PassResult unfinished() {
        return new PassResult(null, null, true, null);
    }

    /** The source did not answer, or not all of it. */
    static PassResult refused(ArtifactStoreException refusal) {
        return new PassResult(Objects.requireNonNull(refusal, "refusal"), null, false, null);
    }

    /** The source failed in a way that it must not. */
    static PassResult broken(RuntimeException defect) {
        return new PassResult(null, Objects.requireNonNull(defect, "defect"), false, null);
    }

    boolean succeeded() {
        return refusal == null && defect == null;
    }

    boolean isUnfinished() {
        return unfinished;
    }

    Optional<Duration> nextRetry() {
        return Optional.ofNullable(nextRetry);
    }

    Optional<ArtifactStoreException> refusal() {
        return Optional.ofNullable(refusal);
    }

    Optional<String> problem() {
        if (refusal != null) {
            return Optional.of(String.valueOf(refusal.getMessage()));
        }
        return Optional.ofNullable(defect).map(e -> "The source failed with an unexpected error: " + e);
    }
}
