package org.trunkline.gateway.internal.xml;

/** Thrown for XML that is not well-formed, holds a DOCTYPE or is over a limit. The message is fit for a person. */
public final class InvalidXmlException extends Exception {

    private static final long serialVersionUID = 1;

    public InvalidXmlException(String message, Throwable cause) {
        super(message, cause);
    }

    public InvalidXmlException(String message) {
        super(message);
    }
}
