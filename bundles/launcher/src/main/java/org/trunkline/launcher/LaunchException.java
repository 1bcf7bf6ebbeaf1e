package org.trunkline.launcher;

/** The node cannot start. The message says why and what to do, for the operator at the console. */
final class LaunchException extends Exception {

    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }

    LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
