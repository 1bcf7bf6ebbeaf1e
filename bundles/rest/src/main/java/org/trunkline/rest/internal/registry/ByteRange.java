package org.trunkline.rest.internal.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.ProblemException;

/**
 * A part of content (RFC 9110, 14).
 *
 * @param first from 0
 * @param last included
 */
record ByteRange(long first, long last) {

    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /**
     * What a header asks for. Several parts, or a unit that is not bytes, are answered with the whole, as is allowed.
     *
     * @throws ProblemException 416 if there is no such part
     */
    static Optional<ByteRange> parse(String header, long size) throws ProblemException {
        Matcher one = ONE.matcher(header);
        if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
            return Optional.empty();
        }
        long first;
        long last = size - 1;
        if (one.group(1).isEmpty()) {
            first = Math.max(0, size - Long.parseLong(one.group(2)));
        } else {
            first = Long.parseLong(one.group(1));
            if (!one.group(2).isEmpty()) {
                last = Math.min(last, Long.parseLong(one.group(2)));
            }
        }
        if (first > last) {
            throw new ProblemException(HttpProblem.of(
                            416,
                            "No such range",
                            "The content has " + size + " bytes; '" + header + "' is no part of it.")
                    .with("Content-Range", "bytes */" + size));
        }
        return Optional.of(new ByteRange(first, last));
    }

    long length() {
        return last - first + 1;
    }
}
