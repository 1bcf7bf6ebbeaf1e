package org.trunkline.rest.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/**
 * The most that a request may carry, whether it says before how much comes or not.
 *
 * @param bytes positive
 */
public record BodyLimit(long bytes) {

    public BodyLimit {
        if (bytes <= 0) {
            throw new IllegalArgumentException("max_body_size of [management] must be at least 1 byte, it is " + bytes);
        }
    }

    InputStream on(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > bytes) {
            throw new BodyTooLargeException(bytes);
        }
        return new LimitedStream(request.getInputStream(), bytes);
    }
}
