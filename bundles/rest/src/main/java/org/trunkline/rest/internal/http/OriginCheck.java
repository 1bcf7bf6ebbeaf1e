package org.trunkline.rest.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Refuses changes that a web page of another host makes a browser send: browsers keep Basic credentials and add them to
 * any request, and say in {@code Origin} or {@code Sec-Fetch-Site} whose page it is. Other clients send neither.
 */
final class OriginCheck {

    void check(HttpServletRequest request) throws ProblemException {
        String origin = request.getHeader("Origin");
        boolean foreign = origin != null && !sameHost(origin, request.getHeader("Host"));
        if (foreign || "cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            throw new ProblemException(
                    HttpProblem.of(403, "Foreign origin", "A web page of another host must not change anything here."));
        }
    }

    private static boolean sameHost(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
