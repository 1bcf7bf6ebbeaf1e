package org.trunkline.gateway.internal.synapse;

/** Thrown for a definition that no Synapse could deploy either. The message is fit for a person. */
public final class InvalidSynapseException extends Exception {

    private static final long serialVersionUID = 1;

    public InvalidSynapseException(String message) {
        super(message);
    }

    public InvalidSynapseException(String message, Throwable cause) {
        super(message, cause);
    }
}
