package org.trunkline.executors.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the resources of an environment lie, in WSO2's words: <code>/_system/governance/trunk/{&#64;resourcePath}/{&#64;resourceName}</code>.
 * The resource path stands for any number of names, none included, the other two for one name each. Immutable.
 */
final class PathTemplate {

    static final String VERSION = "{@version}";

    private static final String RESOURCE_PATH = "{@resourcePath}";
    private static final String RESOURCE_NAME = "{@resourceName}";
    private static final List<String> VARIABLES = List.of(RESOURCE_PATH, RESOURCE_NAME, VERSION);

    private final List<String> parts;

    private PathTemplate(List<String> parts) {
        this.parts = parts;
    }

    /** @throws RefusedException if it is none; the message says what is wrong with it */
    static PathTemplate of(String text) throws RefusedException {
        if (!text.startsWith("/")) {
            throw new RefusedException("The environment '" + text + "' is no path: one begins with a slash.");
        }
        List<String> parts = names(text);
        for (String variable : VARIABLES) {
            if (parts.stream().filter(variable::equals).count() > 1) {
                throw new RefusedException("The environment '" + text + "' holds " + variable + " twice.");
            }
        }
        for (String part : parts) {
            if (part.contains("{@") && !VARIABLES.contains(part)) {
                throw new RefusedException(
                        "The environment '" + text + "' holds '" + part + "': between two slashes there may be one of "
                                + String.join(", ", VARIABLES) + ", or a name.");
            }
        }
        return new PathTemplate(parts);
    }

    private static List<String> names(String path) {
        List<String> names = new ArrayList<>(Arrays.asList(path.split("/")));
        names.removeIf(String::isEmpty);
        return List.copyOf(names);
    }

    /** Where a path of this environment lies in another one; empty if it is none of this one. */
    Optional<String> map(String path, PathTemplate target, String version) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (!match(names(path), values)) {
            return Optional.empty();
        }
        values.put(VERSION, List.of(version));
        StringBuilder mapped = new StringBuilder();
        for (String part : target.parts) {
            List<String> filled = VARIABLES.contains(part) ? values.getOrDefault(part, List.of()) : List.of(part);
            filled.forEach(name -> mapped.append('/').append(name));
        }
        return Optional.of(mapped.toString());
    }

    private boolean match(List<String> names, Map<String, List<String>> values) {
        boolean any = parts.contains(RESOURCE_PATH);
        int free = names.size() - (any ? parts.size() - 1 : parts.size());
        if (free < 0 || !any && free > 0) {
            return false;
        }
        int at = 0;
        for (String part : parts) {
            int length = part.equals(RESOURCE_PATH) ? free : 1;
            List<String> value = names.subList(at, at + length);
            if (VARIABLES.contains(part)) {
                values.put(part, value);
            } else if (!value.get(0).equals(part)) {
                return false;
            }
            at += length;
        }
        return true;
    }

    @Override
    public String toString() {
        return "/" + String.join("/", parts);
    }
}
