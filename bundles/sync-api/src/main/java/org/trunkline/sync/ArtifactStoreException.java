package org.trunkline.sync;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Thrown when a store did not do what it was asked. {@link #kind()} says what the caller can do about it; the message
 * says what was asked, of what, what came back and what to do, and holds no secret.
 */
public final class ArtifactStoreException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What the caller can do. */
    public enum Kind {
        /** Nothing to mend: ask again, after {@link #retryAfter()} where it is set. */
        UNAVAILABLE,
        /** Someone else wrote first, or the revision is no longer kept: read again, then decide. */
        CONFLICT,
        /** Asking again does not help until a person changes the configuration or the artifact. */
        REJECTED
    }

    private final Kind kind;
    private final Duration retryAfter;

    private ArtifactStoreException(Kind kind, String message, Duration retryAfter, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public static ArtifactStoreException unavailable(String message, Throwable cause) {
        return new ArtifactStoreException(Kind.UNAVAILABLE, message, null, cause);
    }

    /** The store itself said how long to wait. */
    public static ArtifactStoreException unavailable(String message, Duration retryAfter, Throwable cause) {
        return new ArtifactStoreException(
                Kind.UNAVAILABLE, message, Objects.requireNonNull(retryAfter, "retryAfter"), cause);
    }

    public static ArtifactStoreException conflict(String message) {
        return new ArtifactStoreException(Kind.CONFLICT, message, null, null);
    }

    public static ArtifactStoreException conflict(String message, Throwable cause) {
        return new ArtifactStoreException(Kind.CONFLICT, message, null, cause);
    }

    public static ArtifactStoreException rejected(String message) {
        return new ArtifactStoreException(Kind.REJECTED, message, null, null);
    }

    public static ArtifactStoreException rejected(String message, Throwable cause) {
        return new ArtifactStoreException(Kind.REJECTED, message, null, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** How long the store asked to be left alone; only with UNAVAILABLE. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
