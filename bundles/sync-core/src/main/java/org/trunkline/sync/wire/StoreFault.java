package org.trunkline.sync.wire;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.trunkline.sync.ArtifactStoreException;

/** How the failures of a store look in HTTP, so that their kind survives the trip. */
public final class StoreFault {

    /** Response header: the kind of the failure, or {@link #INVALID}, or {@link #GONE}. */
    public static final String KIND_HEADER = "Trunkline-Fault";

    /** Response header: how long the store asked to be left alone, in milliseconds. */
    public static final String RETRY_AFTER_HEADER = "Trunkline-Retry-After-Millis";

    /** The request was wrong: an {@link IllegalArgumentException} on the caller's side. */
    public static final String INVALID = "INVALID";

    /** The changes since a revision are not known any more: a snapshot is due. */
    public static final String GONE = "GONE";

    private StoreFault() {}

    /** The HTTP status of a kind. */
    static int status(ArtifactStoreException.Kind kind) {
        switch (kind) {
            case UNAVAILABLE:
                return 503;
            case CONFLICT:
                return 409;
            default:
                return 422;
        }
    }

    /**
     * The exception of a kind that came by wire.
     *
     * @return empty if it is no kind of {@link ArtifactStoreException}
     */
    public static Optional<ArtifactStoreException> exception(
            String kind, String message, Optional<Duration> retryAfter) {
        switch (kind.toUpperCase(Locale.ROOT)) {
            case "UNAVAILABLE":
                return Optional.of(
                        retryAfter.isPresent()
                                ? ArtifactStoreException.unavailable(message, retryAfter.get(), null)
                                : ArtifactStoreException.unavailable(message, null));
            case "CONFLICT":
                return Optional.of(ArtifactStoreException.conflict(message));
            case "REJECTED":
                return Optional.of(ArtifactStoreException.rejected(message));
            default:
                return Optional.empty();
        }
    }
}
