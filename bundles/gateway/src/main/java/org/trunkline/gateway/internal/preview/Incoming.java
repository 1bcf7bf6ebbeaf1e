package org.trunkline.gateway.internal.preview;

import java.util.Objects;
import java.util.Optional;
import org.trunkline.gateway.internal.deployment.RequestPath;
import org.trunkline.gateway.internal.mediation.Body;
import org.trunkline.gateway.internal.mediation.HeaderFields;

/**
 * A request for an API.
 *
 * @param query as it was sent, without the question mark
 * @param depth how many APIs of this gateway have sent it on to each other
 */
record Incoming(String method, RequestPath path, Optional<String> query, HeaderFields headers, Body body, int depth) {

    Incoming {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }
}
