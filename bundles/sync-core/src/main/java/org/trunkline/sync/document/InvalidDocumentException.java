package org.trunkline.sync.document;

/** Thrown for a body that is no usable gateway document. The message is fit for the user who sent it and holds no secret. */
public final class InvalidDocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidDocumentException(String message) {
        super(message);
    }

    public InvalidDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
