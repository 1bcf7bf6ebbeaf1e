package org.trunkline.gateway.internal.mediation;

import java.util.Objects;

/** Thrown when a request cannot be answered as its API says. The message is for the client: it holds no secret. */
public final class MediationException extends Exception {

    private static final long serialVersionUID = 1;

    /** Whose fault it is, and so what the client is told. */
    public enum Kind {
        /** The client sent what cannot be used. */
        BAD_REQUEST(400),
        /** The client sent more than is taken. */
        TOO_LARGE(413),
        /** The API came to a point where the preview front cannot do what it says. */
        NOT_IMPLEMENTED(501),
        /** The back end could not be reached, or gave no proper answer. */
        BAD_GATEWAY(502),
        /** The back end did not answer in time. */
        GATEWAY_TIMEOUT(504),
        /** APIs that call each other without end. */
        LOOP(508),
        /** The API says something that cannot be done. */
        FAULT(500);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }

        /** Whether the API's own fault sequence has a say in what is answered. */
        public boolean isForFaultSequence() {
            return this == BAD_GATEWAY || this == GATEWAY_TIMEOUT || this == FAULT;
        }
    }

    private final Kind kind;

    public MediationException(Kind kind, String message) {
        this(kind, message, null);
    }

    public MediationException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }
}
