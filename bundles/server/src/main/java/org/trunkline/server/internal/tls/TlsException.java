package org.trunkline.server.internal.tls;

/** The management API cannot be served over TLS. The message says why and what to do. */
public final class TlsException extends Exception {

    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
