package org.trunkline.rest.internal.artifacts;

import java.util.Arrays;
import java.util.List;
import org.trunkline.rest.internal.http.ProblemException;

/**
 * The value of an {@code If-Match} or {@code If-None-Match} header.
 *
 * @param any whether it is {@code *}
 * @param tags without quotes
 */
record EntityTags(boolean any, List<String> tags) {

    static EntityTags parse(String name, String value) throws ProblemException {
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

    boolean contains(String tag) {
        return any || tags.contains(tag);
    }
}
