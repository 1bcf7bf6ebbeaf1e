package org.trunkline.rest.internal.http;

import java.util.Arrays;
import java.util.List;

/**
 * The value of an {@code If-Match} or {@code If-None-Match} header.
 *
 * @param any whether it is {@code *}
 * @param tags without quotes
 */
public record EntityTags(boolean any, List<String> tags) {

    /** @param name of the header, for the message */
    public static EntityTags parse(String name, String value) throws ProblemException {
        if (value.trim().equals("*")) {
            return new EntityTags(true, List.of());
        }
        List<String> tags = Arrays.stream(value.split(","))
                .map(String::trim)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .toList();
        if (tags.stream().anyMatch(tag -> !tag.matches("\"[^\"]+\""))) {
            throw ProblemException.badRequest(
                    "The header " + name + " must be * or hold tags in double quotes, parted by commas.");
        }
        return new EntityTags(
                false,
                tags.stream().map(tag -> tag.substring(1, tag.length() - 1)).toList());
    }

    public boolean contains(String tag) {
        return any || tags.contains(tag);
    }
}
