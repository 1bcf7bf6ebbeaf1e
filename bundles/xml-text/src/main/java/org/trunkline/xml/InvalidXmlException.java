package org.trunkline.xml;

/** Thrown when bytes are no XML that is read here. The message goes on where the document's name was said. */
public final class InvalidXmlException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidXmlException(String message) {
        super(message);
    }

    public InvalidXmlException(String message, Throwable cause) {
        super(message, cause);
    }
}
