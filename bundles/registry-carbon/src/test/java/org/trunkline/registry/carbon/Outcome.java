package org.trunkline.registry.carbon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.wso2.carbon.registry.core.Association;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.Comment;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.Tag;

/**
 * What a registry answered, as lines that are the same for each registry that does the same: identities and the numbers of
 * versions and comments are counted, times and messages are left out.
 */
final class Outcome {

    private static final Pattern COUNTED =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=;version:)\\d+|(?<=;comments:)\\d+|\\d{13}");

    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> counted = new HashMap<>();

    /** Something that a registry does. */
    @FunctionalInterface
    interface Attempt {
        Object run() throws Exception;
    }

    /** Something that a registry does without an answer. */
    @FunctionalInterface
    interface Deed {
        void run() throws Exception;
    }

    void see(String what, Attempt attempt) {
        String seen;
        try {
            seen = text(attempt.run());
        } catch (Exception e) {
            seen = "! " + e.getClass().getSimpleName();
        }
        seen = seen.replaceAll("<version>\\d+</version>", "<version>N</version>");
        lines.add(what + ": " + COUNTED.matcher(seen).replaceAll(this::count));
    }

    void doing(String what, Deed deed) {
        see(what, () -> {
            deed.run();
            return "done";
        });
    }

    private String count(MatchResult found) {
        String text = found.group();
        if (text.length() == 13 && text.indexOf('-') < 0) {
            return "TIME";
        }
        return counted.computeIfAbsent(text, each -> "#" + (counted.size() + 1));
    }

    private static String text(Object value) throws Exception {
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof String[] strings) {
            return Arrays.toString(strings);
        }
        if (value instanceof Association[] associations) {
            return Arrays.stream(associations)
                    .map(each ->
                            each.getSourcePath() + " -" + each.getAssociationType() + "-> " + each.getDestinationPath())
                    .sorted()
                    .toList()
                    .toString();
        }
        if (value instanceof Tag[] tags) {
            return Arrays.stream(tags)
                    .map(each -> each.getTagName() + " " + each.getTagCount())
                    .sorted()
                    .toList()
                    .toString();
        }
        if (value instanceof Comment[] comments) {
            return Arrays.stream(comments)
                    .map(each -> each.getUser() + " says " + each.getText())
                    .sorted()
                    .toList()
                    .toString();
        }
        if (value instanceof Resource resource) {
            return resource(resource);
        }
        return value.toString();
    }

    private static String resource(Resource resource) throws Exception {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("kind", resource instanceof Collection ? "collection" : "resource");
        seen.put("path", resource.getPath());
        seen.put("media type", resource.getMediaType());
        seen.put("description", resource.getDescription());
        seen.put("author", resource.getAuthorUserName());
        seen.put("properties", new TreeMap<>(resource.getProperties()));
        seen.put("content", text(resource.getContent()));
        return seen.toString();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
