package org.trunkline.server.internal.config;

/** A value is not one of those that its key allows. The message says what was there, unless that may be a secret, and why it is wrong. */
final class InvalidValueException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidValueException(String message) {
        super(message);
    }

    InvalidValueException(String message, Throwable cause) {
        super(message, cause);
    }
}
