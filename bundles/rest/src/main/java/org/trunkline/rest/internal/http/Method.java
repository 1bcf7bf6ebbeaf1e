package org.trunkline.rest.internal.http;

/** The methods that routes have. HEAD is not among them: it is the GET route without the body of its answer. */
public enum Method {
    GET,
    POST,
    PUT,
    DELETE;

    /** Whether it changes anything. */
    boolean changes() {
        return this != GET;
    }
}
