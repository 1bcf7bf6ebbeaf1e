package org.trunkline.gateway.internal.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML that comes from outside into memory. It refuses a DOCTYPE, so that there are no entities but the five of XML
 * itself, and has limits for size, depth and the number of elements and attributes.
 */
public final class XmlParser {

    private static final int MAX_CHARACTERS = 8 << 20;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_PARTS = 100_000;

    private final XMLInputFactory factory;

    public XmlParser() {
        // the JDK's own parser, whatever else is on the class path of the server
        factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are refused");
        });
    }

    /**
     * Reads a document.
     *
     * @param what what it is, for messages
     */
    public XmlElement parse(String what, String xml) throws InvalidXmlException {
        if (xml.length() > MAX_CHARACTERS) {
            throw new InvalidXmlException(
                    what + " has " + xml.length() + " characters; the limit is " + MAX_CHARACTERS);
        }
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            try {
                return new Document(what, reader).read();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new InvalidXmlException(what + " is not well-formed XML" + where(e), e);
        }
    }

    private static String where(XMLStreamException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber();
    }

    /** The reading of one document. */
    private static final class Document {

        private final String what;
        private final XMLStreamReader reader;
        private final Deque<Open> path = new ArrayDeque<>();
        private XmlElement root;
        private int parts;

        Document(String what, XMLStreamReader reader) {
            this.what = what;
            this.reader = reader;
        }

        XmlElement read() throws XMLStreamException, InvalidXmlException {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD ->
                        throw new InvalidXmlException(what + " holds a DOCTYPE, which is refused: remove it");
                    case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new InvalidXmlException(
                                what + " refers to the entity '" + reader.getLocalName() + "', which is not known");
                    case XMLStreamConstants.START_ELEMENT -> open();
                    case XMLStreamConstants.END_ELEMENT -> close();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                    default -> {
                        // comments, processing instructions and white space outside the root mean nothing
                    }
                }
            }
            return root;
        }

        private void open() throws InvalidXmlException {
            count(1 + reader.getAttributeCount());
            if (path.size() >= MAX_DEPTH) {
                throw new InvalidXmlException(what + " nests elements deeper than " + MAX_DEPTH);
            }
            Map<String, String> plain = new LinkedHashMap<>();
            Map<XmlName, String> foreign = new LinkedHashMap<>();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                String namespace = orEmpty(reader.getAttributeNamespace(i));
                if (namespace.isEmpty()) {
                    plain.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                } else {
                    foreign.put(
                            new XmlName(
                                    namespace, orEmpty(reader.getAttributePrefix(i)), reader.getAttributeLocalName(i)),
                            reader.getAttributeValue(i));
                }
            }
            XmlName name =
                    new XmlName(orEmpty(reader.getNamespaceURI()), orEmpty(reader.getPrefix()), reader.getLocalName());
            path.push(new Open(
                    name, Collections.unmodifiableMap(plain), Collections.unmodifiableMap(foreign), new ArrayList<>()));
        }

        private void close() {
            XmlElement element = path.pop().close();
            if (path.isEmpty()) {
                root = element;
            } else {
                path.peek().content().add(element);
            }
        }

        private void text() throws InvalidXmlException {
            if (!path.isEmpty()) {
                count(1);
                path.peek().content().add(new XmlText(reader.getText()));
            }
        }

        private void count(int more) throws InvalidXmlException {
            parts += more;
            if (parts > MAX_PARTS) {
                throw new InvalidXmlException(what + " has more than " + MAX_PARTS + " elements, attributes and texts");
            }
        }

        private static String orEmpty(String value) {
            return value == null ? "" : value;
        }
    }

    /** An element that is not closed yet. */
    private record Open(XmlName name, Map<String, String> plain, Map<XmlName, String> foreign, List<XmlNode> content) {

        XmlElement close() {
            return new XmlElement(name, plain, foreign, content);
        }
    }
}
