package org.trunkline.executors.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.xml.TextEdits;
import org.trunkline.xml.TextRange;
import org.trunkline.xml.XmlEscape;

/** Where copied resources came from and where they are now. Immutable. */
final class MovedPaths {

    /** A path ends where nothing follows that would make it another one, or one of its stored versions. */
    private static final String END = "(?![\\w/%~@$:-]|\\.\\w|;version:)";

    private final Map<String, String> moved;
    private final Map<String, String> written;
    private final Pattern pattern;

    /** @param moved new paths by the old ones, one at least */
    MovedPaths(Map<String, String> moved) {
        this.moved = Map.copyOf(moved);
        this.written = new HashMap<>();
        moved.forEach((from, to) -> {
            written.put(from, to);
            written.put(XmlEscape.attribute(from), XmlEscape.attribute(to));
        });
        List<String> longestFirst = new ArrayList<>(written.keySet());
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        StringBuilder any = new StringBuilder();
        longestFirst.forEach(path -> any.append(any.length() == 0 ? "" : "|").append(Pattern.quote(path)));
        this.pattern = Pattern.compile("(?:" + any + ")" + END, Pattern.UNICODE_CHARACTER_CLASS);
    }

    Optional<String> of(String path) {
        return Optional.ofNullable(moved.get(path));
    }

    /** Rewrites every occurrence that is not changed already. */
    void rewrite(String text, TextEdits edits) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            TextRange range = new TextRange(matcher.start(), matcher.end());
            if (!edits.touches(range)) {
                edits.replace(range, written.get(matcher.group()));
            }
        }
    }
}
