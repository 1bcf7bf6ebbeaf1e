package org.trunkline.registry.imports;

/** Thrown when a document is none that can be imported. The message goes on where the document's name was said. */
final class InvalidDocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidDocumentException(String message) {
        super(message);
    }

    InvalidDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
