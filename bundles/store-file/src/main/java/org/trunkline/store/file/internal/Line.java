package org.trunkline.store.file.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of fields with tabs between them, which any text can be put into: a per cent sign, control characters and halves
 * of surrogate pairs (which UTF-8 would lose) stand as a per cent sign with four hexadecimal digits.
 */
final class Line {

    private Line() {}

    static String of(String... fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            if (line.length() > 0) {
                line.append('\t');
            }
            for (int i = 0; i < field.length(); i++) {
                char c = field.charAt(i);
                if (c < ' ' || c == '%' || Character.isSurrogate(c)) {
                    line.append(String.format("%%%04x", (int) c));
                } else {
                    line.append(c);
                }
            }
        }
        return line.append('\n').toString();
    }

    /**
     * The fields of a line without its line feed.
     *
     * @throws IllegalArgumentException if it is not a line of so many fields
     */
    static List<String> fields(String line, int count) {
        List<String> fields = new ArrayList<>(count);
        for (String field : line.split("\t", -1)) {
            fields.add(field.indexOf('%') < 0 ? field : decoded(field));
        }
        if (fields.size() != count) {
            throw new IllegalArgumentException("a line of " + fields.size() + " fields where " + count + " belong");
        }
        return fields;
    }

    private static String decoded(String field) {
        StringBuilder text = new StringBuilder(field.length());
        int i = 0;
        while (i < field.length()) {
            if (field.charAt(i) != '%') {
                text.append(field.charAt(i));
                i++;
            } else if (i + 5 <= field.length()) {
                text.append((char) Integer.parseInt(field.substring(i + 1, i + 5), 16));
                i += 5;
            } else {
                throw new IllegalArgumentException("a field that ends in the middle of an escape");
            }
        }
        return text.toString();
    }

    /** A field for what may be absent: absent and empty are not the same. */
    static String optional(Optional<String> value) {
        return value.map(text -> "+" + text).orElse("-");
    }

    /** What {@link #optional} made a field of. */
    static Optional<String> optional(String field) {
        if (field.equals("-")) {
            return Optional.empty();
        }
        if (!field.startsWith("+")) {
            throw new IllegalArgumentException("an optional field that begins with neither + nor -");
        }
        return Optional.of(field.substring(1));
    }
}
