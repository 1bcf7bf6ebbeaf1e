package org.trunkline.lifecycle.engine;

/** Thrown when a plug-in cannot be called; the message is a reason that an operator can act on. */
public final class PluginMissingException extends Exception {

    private static final long serialVersionUID = 1L;

    public PluginMissingException(String message) {
        super(message);
    }

    public PluginMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
