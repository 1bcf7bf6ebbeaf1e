package org.trunkline.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the elements of a document and their attributes stand in its text. It is made for text that {@link StrictXml} has
 * read to its end, and so has no DOCTYPE: no error is looked for.
 */
public final class Markup {

    /** An element. What it says is complete once the whole text has been looked at. */
    public static final class Element {

        private final String name;
        private final int depth;
        private final Map<String, TextRange> attributes = new LinkedHashMap<>();
        private int contentStart;
        private int contentEnd;
        private boolean empty;

        private Element(String name, int depth) {
            this.name = name;
            this.depth = depth;
        }

        /** As it is written, prefix included. */
        public String name() {
            return name;
        }

        /** The name without its prefix. */
        public String localName() {
            return name.substring(name.indexOf(':') + 1);
        }

        /** The prefix with its colon; empty text if there is none. */
        public String prefix() {
            return name.substring(0, name.indexOf(':') + 1);
        }

        /** How many elements it is in. */
        public int depth() {
            return depth;
        }

        /** The values of the attributes, without their quotes, by the names that are written, prefix included. */
        public Map<String, TextRange> attributes() {
            return Collections.unmodifiableMap(attributes);
        }

        /** What is between its tags; for an element that is one tag the place behind it. */
        public TextRange content() {
            return new TextRange(contentStart, contentEnd);
        }

        /** Puts XML in the place of all that is between its tags. */
        public void setContent(TextEdits edits, String xml) {
            write(edits, contentStart, xml);
        }

        /** Puts XML in front of its end tag. */
        public void append(TextEdits edits, String xml) {
            write(edits, contentEnd, xml);
        }

        private void write(TextEdits edits, int from, String xml) {
            if (empty) {
                edits.replace(new TextRange(contentEnd - 2, contentEnd), ">" + xml + "</" + name + ">");
            } else {
                edits.replace(new TextRange(from, contentEnd), xml);
            }
        }
    }

    private final String text;
    private final List<Element> elements = new ArrayList<>();
    private final Deque<Element> open = new ArrayDeque<>();
    private int at;

    private Markup(String text) {
        this.text = text;
    }

    /** All elements in the order of their start tags. */
    public static List<Element> elements(String text) {
        Markup scan = new Markup(text);
        scan.run();
        return Collections.unmodifiableList(scan.elements);
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
                open.pop().contentEnd = at;
                skipBehind(">");
            } else {
                startTag();
            }
            at = text.indexOf('<', at);
        }
    }

    private void skipBehind(String end) {
        at = text.indexOf(end, at) + end.length();
    }

    private void startTag() {
        int nameStart = at + 1;
        while (!isAt(" \t\r\n/>")) {
            at++;
        }
        Element element = new Element(text.substring(nameStart, at), open.size());
        while (!isAt(">")) {
            if (isAt(" \t\r\n/")) {
                at++;
            } else {
                attribute(element);
            }
        }
        element.empty = text.charAt(at - 1) == '/';
        at++;
        element.contentStart = at;
        element.contentEnd = at;
        elements.add(element);
        if (!element.empty) {
            open.push(element);
        }
    }

    private void attribute(Element element) {
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
        element.attributes.put(name, new TextRange(start, end));
        at = end + 1;
    }

    private boolean isAt(String characters) {
        return characters.indexOf(text.charAt(at)) >= 0;
    }
}
