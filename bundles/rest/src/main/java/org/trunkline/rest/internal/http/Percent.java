package org.trunkline.rest.internal.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding, done once and to the letter: what is not right is refused and never guessed. */
final class Percent {

    private Percent() {}

    /**
     * @param what is being decoded, for the message
     * @param plusIsBlank whether a plus sign stands for a blank, as it does in a query and not in a path
     */
    static String decode(String what, String raw, boolean plusIsBlank) throws ProblemException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = digit(raw, i + 1);
                int low = digit(raw, i + 2);
                if (high < 0 || low < 0) {
                    throw ProblemException.badRequest(
                            "The " + what
                                    + " holds a percent sign without two hexadecimal digits behind it; a percent sign itself is %25.");
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else if (c == '+' && plusIsBlank) {
                bytes.write(' ');
            } else if (c < ' ' || c > '~') {
                throw ProblemException.badRequest(
                        "The " + what + " holds a character that has to be percent-encoded in UTF-8.");
            } else {
                bytes.write(c);
            }
        }
        return utf8(what, bytes.toByteArray());
    }

    private static int digit(String raw, int index) {
        char c = index < raw.length() ? raw.charAt(index) : ' ';
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static String utf8(String what, byte[] bytes) throws ProblemException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(
                    HttpProblem.of(400, "Bad request", "The " + what + " is not UTF-8 once it is percent-decoded."), e);
        }
    }
}
