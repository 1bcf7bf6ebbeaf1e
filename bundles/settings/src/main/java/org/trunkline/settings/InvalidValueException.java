package org.trunkline.settings;

/** A value is not one of those that its key allows. The message says what was there, unless that may be a secret, and why it is wrong. */
public final class InvalidValueException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidValueException(String message) {
        super(message);
    }

    public InvalidValueException(String message, Throwable cause) {
        super(message, cause);
    }
}
