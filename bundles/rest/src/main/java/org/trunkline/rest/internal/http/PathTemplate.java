package org.trunkline.rest.internal.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a route, for example {@code /api/v1/artifacts/{apiId}/body}. A last part {@code {name*}} takes the rest of
 * the path, which may be empty.
 */
public final class PathTemplate {

    private final String text;
    private final List<String> parts;

    private PathTemplate(String text) {
        this.text = text;
        this.parts = List.of(text.substring(1).split("/"));
    }

    public static PathTemplate of(String text) {
        return new PathTemplate(text);
    }

    /** The values of the parameters if the path is one of this template: one each, any number for the rest of a path. */
    Optional<Map<String, List<String>>> match(RequestPath path) {
        List<String> segments = path.segments();
        if (takesRest() ? segments.size() < parts.size() - 1 : segments.size() != parts.size()) {
            return Optional.empty();
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (isRest(part)) {
                values.put(name(part), segments.subList(i, segments.size()));
            } else if (isParameter(part)) {
                values.put(name(part), List.of(segments.get(i)));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** The names of its parameters, in their order. */
    public List<String> parameters() {
        return parts.stream()
                .filter(PathTemplate::isParameter)
                .map(PathTemplate::name)
                .toList();
    }

    private boolean takesRest() {
        return isRest(parts.get(parts.size() - 1));
    }

    private static boolean isParameter(String part) {
        return part.startsWith("{");
    }

    private static boolean isRest(String part) {
        return part.endsWith("*}");
    }

    private static String name(String part) {
        return part.substring(1, part.length() - (isRest(part) ? 2 : 1));
    }

    /** As OpenAPI writes it. */
    @Override
    public String toString() {
        return text.replace("*}", "}");
    }
}
