package org.trunkline.rest.internal.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request, cut at its slashes before it is decoded: an encoded slash belongs to its segment.
 *
 * @param segments decoded
 * @param raw as it was sent
 */
record RequestPath(List<String> segments, String raw) {

    RequestPath {
        segments = List.copyOf(segments);
    }

    static RequestPath parse(String rawPath) throws ProblemException {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.substring(rawPath.startsWith("/") ? 1 : 0).split("/", -1)) {
            if (segment.indexOf(';') >= 0) {
                throw ProblemException.badRequest(
                        "The path holds path parameters (';'), which mean nothing here; a semicolon itself is %3B.");
            }
            String decoded = Percent.decode("path", segment, false);
            if (decoded.equals(".") || decoded.equals("..")) {
                throw ProblemException.badRequest(
                        "The path holds '" + decoded + "', which leads to another place and is no name here.");
            }
            if (decoded.chars().anyMatch(Character::isISOControl)) {
                throw ProblemException.badRequest("The path holds a control character.");
            }
            segments.add(decoded);
        }
        return new RequestPath(segments, rawPath);
    }
}
