package org.trunkline.store.remote.internal;

/** The publisher cannot tell what changed since a revision. */
final class GoneException extends Exception {

    private static final long serialVersionUID = 1L;

    GoneException(String message) {
        super(message);
    }
}
