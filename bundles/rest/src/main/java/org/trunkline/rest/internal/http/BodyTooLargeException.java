package org.trunkline.rest.internal.http;

import java.io.IOException;

/** The body of a request is over the limit. */
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long limit) {
        super("The body is over the limit of " + limit + " bytes, which is max_body_size of [management] in"
                + " deployment.toml. Send less, or raise it there.");
    }
}
