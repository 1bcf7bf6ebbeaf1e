package org.trunkline.gateway.internal.deployment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The path of a request, taken apart once. Nothing in it can mean another path to whoever reads it next: a path with dot
 * segments, encoded slashes, backslashes or control characters is refused. Immutable.
 */
public final class RequestPath {

    private static final int MAX_LENGTH = 8192;

    private final String raw;
    private final String decoded;
    private final int[] rawEnds;
    private final int[] decodedEnds;

    private RequestPath(String raw, String decoded, int[] rawEnds, int[] decodedEnds) {
        this.raw = raw;
        this.decoded = decoded;
        this.rawEnds = rawEnds;
        this.decodedEnds = decodedEnds;
    }

    /**
     * Reads a path as it stands in a request, percent-encoded.
     *
     * @throws IllegalArgumentException if it is refused; the message is fit for the client
     */
    public static RequestPath parse(String raw) {
        if (!Objects.requireNonNull(raw, "raw").startsWith("/")) {
            throw new IllegalArgumentException("The path does not begin with a slash");
        }
        if (raw.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("The path has more than " + MAX_LENGTH + " characters");
        }
        String[] segments = raw.substring(1).split("/", -1);
        StringBuilder decoded = new StringBuilder();
        int[] rawEnds = new int[segments.length];
        int[] decodedEnds = new int[segments.length];
        int rawEnd = 0;
        for (int i = 0; i < segments.length; i++) {
            String segment = decode(segments[i]);
            check(segment);
            decoded.append('/').append(segment);
            rawEnd += 1 + segments[i].length();
            rawEnds[i] = rawEnd;
            decodedEnds[i] = decoded.length();
        }
        return new RequestPath(raw, decoded.toString(), rawEnds, decodedEnds);
    }

    /**
     * Refuses a path that would lead out of where it begins.
     *
     * @throws IllegalArgumentException if it holds a dot segment, in whatever way it is written
     */
    public static void checkNoDotSegments(String raw) {
        for (String segment : raw.split("/", -1)) {
            checkNoDots(segment.replace("%2e", ".").replace("%2E", "."));
        }
    }

    private static void checkNoDots(String segment) {
        // some servers cut ";..." off before they look for dots
        int semicolon = segment.indexOf(';');
        String name = semicolon < 0 ? segment : segment.substring(0, semicolon);
        if (name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("The path holds a dot segment");
        }
    }

    private static void check(String segment) {
        checkNoDots(segment);
        if (segment.indexOf('/') >= 0 || segment.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("The path holds an encoded slash or a backslash");
        }
        if (segment.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The path holds a control character");
        }
    }

    private static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new IllegalArgumentException("The path holds a broken percent-encoding");
                }
                out.put((byte) (high << 4 | low));
                i += 2;
            } else {
                out.put(bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The path holds a percent-encoding that is not UTF-8", e);
        }
    }

    int segments() {
        return rawEnds.length;
    }

    /** The first segments, decoded. */
    String first(int segments) {
        return segments == 0 ? "" : decoded.substring(0, decodedEnds[segments - 1]);
    }

    /** What comes behind the first segments, decoded; a slash if nothing does. */
    public String decodedBehind(int segments) {
        String rest = segments == 0 ? decoded : decoded.substring(decodedEnds[segments - 1]);
        return rest.isEmpty() ? "/" : rest;
    }

    /** What comes behind the first segments as it was sent; nothing if nothing does. */
    public String rawBehind(int segments) {
        return segments == 0 ? raw : raw.substring(rawEnds[segments - 1]);
    }

    /** As it was sent. */
    @Override
    public String toString() {
        return raw;
    }
}
