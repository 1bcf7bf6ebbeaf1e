package org.trunkline.executors.internal;

/** Thrown when what is asked for makes no sense; the message is for the one who asked. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
