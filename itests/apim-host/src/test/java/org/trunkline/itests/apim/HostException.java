package org.trunkline.itests.apim;

/** What was thrown in a host. */
final class HostException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;

    HostException(String type, String message) {
        super(message);
        this.type = type;
    }

    /** The name of its class, which need not exist here. */
    String type() {
        return type;
    }

    @Override
    public String toString() {
        return type + ": " + getMessage();
    }
}
