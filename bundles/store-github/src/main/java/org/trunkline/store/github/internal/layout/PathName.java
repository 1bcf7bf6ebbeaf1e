package org.trunkline.store.github.internal.layout;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Any text as names of folders that every file system takes, and back. Letters, digits, {@code . _ -} stay as they are;
 * other bytes of the UTF-8 form become {@code %xx}. Text with capital letters ends in {@code ~} and eight digits of its
 * digest, so that {@code A} and {@code a} differ where case does not. What is too long for one name goes on in the next:
 * such a name ends in {@code ~}.
 */
final class PathName {

    /** Some file systems stop at 255 bytes, encrypted ones at 143; the ending {@code .json} has to fit too. */
    private static final int LONGEST = 130;

    private static final Pattern RESERVED =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern MARK = Pattern.compile("~[0-9a-f]{8}$");

    private PathName() {}

    static List<String> encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean reserved = RESERVED.matcher(text).matches();
        boolean capitals = false;
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean edge = i == 0 || i == bytes.length - 1;
            boolean plain = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || c == '-'
                    || c == '.' && !edge;
            capitals |= c >= 'A' && c <= 'Z';
            if (name.length() >= LONGEST - 3 - 9) {
                names.add(name.append('~').toString());
                name = new StringBuilder();
                // a name of its own must not begin with a dot either
                plain &= c != '.';
            }
            if (plain && !(reserved && i == 0)) {
                name.append(c);
            } else {
                appendHex(name.append('%'), c);
            }
        }
        names.add(capitals ? name.append('~').append(digest(bytes)).toString() : name.toString());
        return names;
    }

    /** Every path of every commit comes through here: a formatter would take most of the time. */
    private static void appendHex(StringBuilder text, int octet) {
        text.append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 0xf, 16));
    }

    private static String digest(byte[] bytes) {
        return sha256(bytes).substring(0, 8);
    }

    static String sha256(byte[] bytes) {
        try {
            StringBuilder text = new StringBuilder();
            for (byte b : MessageDigest.getInstance("SHA-256").digest(bytes)) {
                appendHex(text, b & 0xff);
            }
            return text.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Whether the text goes on in the next name. */
    static boolean continues(String name) {
        return name.endsWith("~");
    }

    /** The text of names that {@link #encode} made; empty if they were made by somebody else. */
    static Optional<String> decode(List<String> names) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean last = i == names.size() - 1;
            if (continues(name) == last) {
                return Optional.empty();
            }
            joined.append(last ? MARK.matcher(name).replaceFirst("") : name.substring(0, name.length() - 1));
        }
        Optional<String> text = unescaped(joined.toString());
        // the same text has one encoding only, so that no two files can stand for one key
        return text.filter(t -> encode(t).equals(names));
    }

    private static Optional<String> unescaped(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            if (i + 2 >= escaped.length()
                    || Character.digit(escaped.charAt(i + 1), 16) < 0
                    || Character.digit(escaped.charAt(i + 2), 16) < 0) {
                return Optional.empty();
            }
            bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
            i += 2;
        }
        return Optional.of(new String(bytes.toByteArray(), StandardCharsets.UTF_8));
    }
}
