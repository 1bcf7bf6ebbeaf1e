package org.trunkline.cli.diff;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML with a line for each element, comment and text. */
final class ReadableXml {

    private static final String INDENTATION = "  ";

    /** An element that is open: nothing is written of its end before it is known whether it holds anything. */
    private static final class Open {
        private final String name;
        private final String start;
        private final StringBuilder text = new StringBuilder();
        private boolean written;

        Open(String name, String start) {
            this.name = name;
            this.start = start;
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private final List<String> lines = new ArrayList<>();

    private ReadableXml() {}

    /** Empty if it is not well-formed, or has a document type, which could reach for other files. */
    static Optional<List<String>> lines(String xml) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            var reader = factory.createXMLStreamReader(new StringReader(xml.strip()));
            var readable = new ReadableXml();
            for (var event = reader.getEventType(); event != XMLStreamConstants.END_DOCUMENT; event = reader.next()) {
                if (event == XMLStreamConstants.DTD) {
                    return Optional.empty();
                }
                readable.add(event, reader);
            }
            return Optional.of(readable.lines);
        } catch (XMLStreamException e) {
            return Optional.empty(); // shown as the text that it is
        }
    }

    private void add(int event, XMLStreamReader reader) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                beginContent();
                open.push(new Open(name(reader.getPrefix(), reader.getLocalName()), start(reader)));
            }
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (!open.isEmpty()) {
                    open.peek().text.append(reader.getText());
                }
            }
            case XMLStreamConstants.COMMENT -> {
                beginContent();
                writeAll(("<!--" + reader.getText() + "-->").lines().toList());
            }
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                beginContent();
                write("<?" + reader.getPITarget() + " " + reader.getPIData() + "?>");
            }
            default -> {
                // the declaration at the beginning says nothing about the content
            }
        }
    }

    private static String start(XMLStreamReader reader) {
        var start = new StringBuilder("<").append(name(reader.getPrefix(), reader.getLocalName()));
        for (var i = 0; i < reader.getNamespaceCount(); i++) {
            var prefix = reader.getNamespacePrefix(i);
            attribute(start, prefix == null ? "xmlns" : "xmlns:" + prefix, reader.getNamespaceURI(i));
        }
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            var name = name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i));
            attribute(start, name, reader.getAttributeValue(i));
        }
        return start.toString();
    }

    private static String name(String prefix, String localName) {
        return prefix == null || prefix.isEmpty() ? localName : prefix + ":" + localName;
    }

    private static void attribute(StringBuilder start, String name, String value) {
        var escaped =
                escaped(value == null ? "" : value).replace("\"", "&quot;").replace("\n", "&#10;");
        start.append(' ').append(name).append("=\"").append(escaped).append('"');
    }

    /** Writes what is known of the open element, which gets more content. */
    private void beginContent() {
        if (open.isEmpty()) {
            return;
        }
        var parent = open.peek();
        if (!parent.written) {
            open.pop();
            write(parent.start + ">");
            open.push(parent);
            parent.written = true;
        }
        writeText(parent);
    }

    private void writeText(Open element) {
        var text = element.text.toString().strip();
        element.text.setLength(0);
        if (!text.isEmpty()) {
            writeAll(ReadableDocument.nested(text).orElseGet(() -> List.of(escaped(text))));
        }
    }

    private void end() {
        var element = open.peek();
        var text = element.text.toString().strip();
        var inner = ReadableDocument.nested(text);
        if (!element.written && inner.isEmpty()) {
            open.pop();
            write(
                    text.isEmpty()
                            ? element.start + "/>"
                            : element.start + ">" + escaped(text) + "</" + element.name + ">");
            return;
        }
        beginContent();
        open.pop();
        write("</" + element.name + ">");
    }

    private void writeAll(List<String> several) {
        several.forEach(this::write);
    }

    private void write(String line) {
        lines.add(INDENTATION.repeat(open.size()) + line);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
