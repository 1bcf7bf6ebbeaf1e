package org.trunkline.server;

import java.util.Objects;

/** Thrown when an account was not made, changed or removed. The message is fit for the user who asked and holds no secret. */
public final class AccountException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why nothing was changed. */
    public enum Kind {
        /** The name, the password or the roles are not allowed; the message says what is. */
        INVALID,
        /** There is an account of that name already. */
        EXISTS,
        /** There is no account of that name. */
        ABSENT,
        /** It is the last administrator, or the account that deployment.toml governs. */
        PROTECTED,
        /** The accounts could not be written; the cause says why. */
        UNAVAILABLE
    }

    private final Kind kind;

    public AccountException(Kind kind, String message) {
        this(kind, message, null);
    }

    public AccountException(Kind kind, String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }
}
