package org.trunkline.cli.demo;

/** A step of the demo did not happen. The message says what was expected and what was seen. */
final class StepFailed extends Exception {

    private static final long serialVersionUID = 1L;

    StepFailed(String message) {
        super(message);
    }

    StepFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
