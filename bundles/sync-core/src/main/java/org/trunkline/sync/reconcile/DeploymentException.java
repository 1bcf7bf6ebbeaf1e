package org.trunkline.sync.reconcile;

/** Thrown when an artifact could not be deployed or undeployed. The message is shown to operators and holds no secret. */
public final class DeploymentException extends Exception {

    private static final long serialVersionUID = 1L;

    public DeploymentException(String message) {
        super(message);
    }

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
