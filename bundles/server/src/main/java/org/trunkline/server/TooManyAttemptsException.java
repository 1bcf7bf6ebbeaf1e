package org.trunkline.server;

import java.time.Duration;
import java.util.Objects;

/** Thrown instead of an answer when a client failed too often in a row, or when too many passwords are checked at once. */
public final class TooManyAttemptsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public TooManyAttemptsException(String message, Duration retryAfter) {
        super(Objects.requireNonNull(message, "message"));
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** How long the client has to wait before a password is checked for it again; positive. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
