package org.trunkline.rest.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/**
 * What is left of a body when its request is refused. It is taken off the line, in bounds: a client that still sends would
 * otherwise meet a closed connection in place of the reason.
 */
final class UnreadBody {

    private static final int CHUNK = 1 << 16;

    private UnreadBody() {}

    /**
     * @param most in bytes
     * @return whether nothing is left, so that the connection can be used again
     */
    static boolean drain(HttpServletRequest request, long most) throws IOException {
        if (request.getHeader("Expect") != null) {
            // the client sends its body only after it is told to, and reading would tell it
            return false;
        }
        InputStream in = request.getInputStream();
        byte[] chunk = new byte[CHUNK];
        long left = most;
        int count = in.read(chunk);
        while (count >= 0 && left > 0) {
            left -= count;
            count = in.read(chunk);
        }
        return count < 0;
    }
}
