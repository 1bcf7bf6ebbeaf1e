package org.trunkline.registry.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the attributes of each start tag stand in the text of a document. It is made for text that a parser has read to its
 * end, and that has no DOCTYPE: no error is looked for.
 */
final class StartTags {

    /** The value of an attribute, without its quotes. */
    record Range(int start, int end) {}

    private final String text;
    private final List<Map<String, Range>> tags = new ArrayList<>();
    private int at;

    private StartTags(String text) {
        this.text = text;
    }

    /** For each start tag in its order: its attributes by their names, prefix included. */
    static List<Map<String, Range>> of(String text) {
        StartTags scan = new StartTags(text);
        scan.run();
        return scan.tags;
    }

    private void run() {
        at = text.indexOf('<');
        while (at >= 0) {
            if (text.startsWith("<!--", at)) {
                skipBehind("-->");
            } else if (text.startsWith("<![CDATA[", at)) {
                skipBehind("]]>");
            } else if (text.startsWith("<?", at)) {
                skipBehind("?>");
            } else if (text.startsWith("</", at)) {
                skipBehind(">");
            } else {
                tag();
            }
            at = text.indexOf('<', at);
        }
    }

    private void skipBehind(String end) {
        at = text.indexOf(end, at) + end.length();
    }

    private void tag() {
        Map<String, Range> attributes = new LinkedHashMap<>();
        while (!isAt(" \t\r\n/>")) {
            at++;
        }
        while (!isAt(">")) {
            if (isAt(" \t\r\n/")) {
                at++;
            } else {
                attribute(attributes);
            }
        }
        at++;
        tags.add(attributes);
    }

    private void attribute(Map<String, Range> attributes) {
        int nameStart = at;
        while (!isAt(" \t\r\n=")) {
            at++;
        }
        String name = text.substring(nameStart, at);
        while (!isAt("\"'")) {
            at++;
        }
        int start = at + 1;
        int end = text.indexOf(text.charAt(at), start);
        attributes.put(name, new Range(start, end));
        at = end + 1;
    }

    private boolean isAt(String characters) {
        return characters.indexOf(text.charAt(at)) >= 0;
    }
}
