package org.trunkline.registry;

import java.util.Objects;

/**
 * Thrown when the registry did not do what it was asked; nothing was changed then. {@link #kind()} says what the caller can
 * do about it; the message says what was asked, of what, what came back and what to do.
 */
public final class RegistryException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What the caller can do. */
    public enum Kind {
        /** What was asked for is not there. */
        NOT_FOUND,
        /** Someone else wrote first: read again, then decide. */
        CONFLICT,
        /** It makes no sense, or a rule forbids it: asking again does not help. */
        REFUSED,
        /** The acting user may not do it. */
        FORBIDDEN,
        /** Nothing to mend in the request: ask again later. */
        UNAVAILABLE
    }

    private final Kind kind;

    public RegistryException(Kind kind, String message) {
        this(kind, message, null);
    }

    public RegistryException(Kind kind, String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }
}
