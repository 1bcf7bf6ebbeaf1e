package org.trunkline.lifecycle.internal.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.helpers.DefaultHandler;

/** Builds elements, with the place of each and, for parameters that hold XML, as XML. */
final class ElementBuilder extends DefaultHandler {

    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, String> newPrefixes = new TreeMap<>();
    private Locator locator;
    private XmlElement root;

    XmlElement root() {
        return root;
    }

    @Override
    public void setDocumentLocator(Locator value) {
        locator = value;
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) {
        newPrefixes.put(prefix, uri);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        open.push(new Open(
                localName, qName, uri, place(), attributes(attributes), Map.copyOf(newPrefixes), written(attributes)));
        newPrefixes.clear();
    }

    private XmlPlace place() {
        return new XmlPlace(locator.getLineNumber(), locator.getColumnNumber());
    }

    private static Map<String, String> attributes(Attributes attributes) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            values.put(attributes.getLocalName(i), attributes.getValue(i));
        }
        return values;
    }

    private static String written(Attributes attributes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < attributes.getLength(); i++) {
            text.append(' ').append(attributes.getQName(i)).append("=\"");
            escape(text, attributes.getValue(i));
            text.append('"');
        }
        return text.toString();
    }

    private static void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public void characters(char[] text, int start, int length) {
        if (!open.isEmpty()) {
            String part = new String(text, start, length);
            open.peek().text.append(part);
            escape(open.peek().inner, part);
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        Open ended = open.pop();
        String xml = ended.xml();
        XmlElement element = new XmlElement(
                ended.name, ended.place, ended.attributes, List.copyOf(ended.children), ended.text.toString(), xml);
        if (open.isEmpty()) {
            root = element;
        } else {
            open.peek().children.add(element);
            open.peek().inner.append(xml);
        }
    }

    private static final class Open {
        final String name;
        final String qName;
        final String uri;
        final XmlPlace place;
        final Map<String, String> attributes;
        final Map<String, String> prefixes;
        final String writtenAttributes;
        final List<XmlElement> children = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        final StringBuilder inner = new StringBuilder();

        Open(
                String name,
                String qName,
                String uri,
                XmlPlace place,
                Map<String, String> attributes,
                Map<String, String> prefixes,
                String writtenAttributes) {
            this.name = name;
            this.qName = qName;
            this.uri = uri;
            this.place = place;
            this.attributes = attributes;
            this.prefixes = prefixes;
            this.writtenAttributes = writtenAttributes;
        }

        /** With the namespace of its own name, so that it is XML wherever it is taken to. */
        String xml() {
            Map<String, String> declared = new TreeMap<>(prefixes);
            int colon = qName.indexOf(':');
            declared.putIfAbsent(colon < 0 ? "" : qName.substring(0, colon), uri);
            StringBuilder xml = new StringBuilder("<").append(qName);
            declared.forEach((prefix, namespace) -> {
                xml.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix).append("=\"");
                escape(xml, namespace);
                xml.append('"');
            });
            xml.append(writtenAttributes);
            return inner.length() == 0
                    ? xml.append("/>").toString()
                    : xml.append('>')
                            .append(inner)
                            .append("</")
                            .append(qName)
                            .append('>')
                            .toString();
        }
    }
}
