package org.trunkline.registry.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trunkline.registry.ResourceProperties;

/** Properties as the text of one column: the length of each name and value stands before it. */
final class PropertyText {

    private PropertyText() {}

    /** @return null without properties */
    static String of(ResourceProperties properties) {
        if (properties.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        properties.asMap().forEach((name, values) -> {
            append(text, name);
            text.append(values.size()).append(':');
            values.forEach(value -> append(text, value));
        });
        return text.toString();
    }

    private static void append(StringBuilder text, String value) {
        text.append(value.length()).append(':').append(value);
    }

    /** @throws IllegalArgumentException if the text is damaged */
    static ResourceProperties parse(String text) {
        if (text == null) {
            return ResourceProperties.NONE;
        }
        Map<String, List<String>> properties = new TreeMap<>();
        Reader reader = new Reader(text);
        while (reader.position < text.length()) {
            String name = reader.text();
            List<String> values = new ArrayList<>();
            for (int left = reader.number(); left > 0; left--) {
                values.add(reader.text());
            }
            properties.put(name, values);
        }
        return ResourceProperties.of(properties);
    }

    private static final class Reader {

        private final String text;
        private int position;

        Reader(String text) {
            this.text = text;
        }

        int number() {
            int colon = text.indexOf(':', position);
            if (colon < 0) {
                throw new IllegalArgumentException("a column of properties is damaged");
            }
            int number = Integer.parseInt(text, position, colon, 10);
            position = colon + 1;
            return number;
        }

        String text() {
            int length = number();
            if (length < 0 || length > text.length() - position) {
                throw new IllegalArgumentException("a column of properties is damaged");
            }
            position += length;
            return text.substring(position - length, position);
        }
    }

    /** A number that stands for a text in an index, where the text may be too long for one. */
    static long key(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
