package org.trunkline.registry.imports;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.trunkline.registry.imports.XmlDocument.DocumentReference;
import org.trunkline.registry.imports.XmlDocument.Kind;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads WSDLs (1.1 and 2.0) and schemas, which come from strangers: no DOCTYPE and so no entities of their own, nothing is
 * fetched, and neither size nor depth is without a limit. Safe for use by many threads.
 */
final class XmlDocumentReader {

    private static final String WSDL_11 = "http://schemas.xmlsoap.org/wsdl/";
    private static final String WSDL_20 = "http://www.w3.org/ns/wsdl";
    private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;

    private static final QName DEFINITIONS = new QName(WSDL_11, "definitions");
    private static final QName DESCRIPTION = new QName(WSDL_20, "description");
    private static final QName SCHEMA = new QName(XSD, "schema");
    private static final Map<QName, Kind> ROOTS =
            Map.of(DEFINITIONS, Kind.WSDL, DESCRIPTION, Kind.WSDL, SCHEMA, Kind.SCHEMA);

    /** The elements that name other documents, with the attribute that does so. */
    private static final Map<QName, String> REFERENCES = Map.of(
            new QName(WSDL_11, "import"), "location",
            new QName(WSDL_20, "import"), "location",
            new QName(WSDL_20, "include"), "location",
            new QName(XSD, "import"), "schemaLocation",
            new QName(XSD, "include"), "schemaLocation",
            new QName(XSD, "redefine"), "schemaLocation",
            new QName(XSD, "override"), "schemaLocation");

    private static final Set<String> ADDRESSES = Set.of(
            "http://schemas.xmlsoap.org/wsdl/soap/",
            "http://schemas.xmlsoap.org/wsdl/soap12/",
            "http://schemas.xmlsoap.org/wsdl/http/");

    private final int depth;

    /** @param depth how deep elements may be nested */
    XmlDocumentReader(int depth) {
        this.depth = depth;
    }

    XmlDocument read(XmlText text) throws InvalidDocumentException {
        Elements elements = new Elements();
        try {
            XMLReader parser = parser();
            parser.setContentHandler(elements);
            parser.setErrorHandler(elements);
            parser.setEntityResolver((publicId, systemId) -> {
                throw new SAXException("it asks for the external entity " + systemId);
            });
            parser.parse(new InputSource(new StringReader(text.withoutMark())));
        } catch (SAXParseException e) {
            throw new InvalidDocumentException(reason(e, text), e);
        } catch (SAXException e) {
            throw new InvalidDocumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("text in memory can be read", e);
        }
        return elements.document();
    }

    private static XMLReader parser() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setXIncludeAware(false);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the parser of the JDK knows these features", e);
        }
    }

    private static String reason(SAXParseException e, XmlText text) {
        String where = "line " + e.getLineNumber() + ", column " + e.getColumnNumber() + ": ";
        return where
                + (text.text().contains("<!DOCTYPE") && e.getMessage().contains("DOCTYPE")
                        ? "it has a DOCTYPE, which can make a parser read other files or swell without end; take it out"
                        : e.getMessage());
    }

    /** What stands where. */
    private final class Elements extends DefaultHandler {

        private final Deque<QName> open = new ArrayDeque<>();
        private final List<DocumentReference> references = new ArrayList<>();
        private final List<String> services = new ArrayList<>();
        private final List<String> endpoints = new ArrayList<>();
        private Kind kind;
        private String namespace = "";
        private int count;

        @Override
        public void startElement(String uri, String localName, String qualifiedName, Attributes attributes)
                throws SAXException {
            QName name = new QName(uri, localName);
            if (open.isEmpty()) {
                root(name, attributes);
            } else {
                inner(name, attributes);
            }
            open.push(name);
            if (open.size() > depth) {
                throw new SAXException("its elements are nested more than " + depth + " deep");
            }
            count++;
        }

        private void root(QName name, Attributes attributes) throws SAXException {
            kind = ROOTS.get(name);
            if (kind == null) {
                throw new SAXException("it is neither a WSDL nor a schema: its root is " + name);
            }
            namespace = value(attributes, "targetNamespace").strip();
        }

        private void inner(QName name, Attributes attributes) {
            QName parent = open.element();
            String attribute = REFERENCES.get(name);
            if (attribute != null && ROOTS.containsKey(parent)) {
                int index = attributes.getIndex("", attribute);
                if (index >= 0 && !attributes.getValue(index).isBlank()) {
                    boolean shares = name.getNamespaceURI().equals(XSD)
                            && !name.getLocalPart().equals("import");
                    references.add(new DocumentReference(
                            count, attributes.getQName(index), attributes.getValue(index), shares));
                }
            } else if (name.getLocalPart().equals("service") && open.size() == 1 && kind == Kind.WSDL) {
                services.add(value(attributes, "name").strip());
            } else if (isAddress(name, parent)) {
                endpoints.add(value(attributes, "location").strip());
            } else if (name.equals(new QName(WSDL_20, "endpoint"))) {
                endpoints.add(value(attributes, "address").strip());
            }
        }

        private boolean isAddress(QName name, QName parent) {
            return name.getLocalPart().equals("address")
                    && ADDRESSES.contains(name.getNamespaceURI())
                    && parent.equals(new QName(WSDL_11, "port"));
        }

        private String value(Attributes attributes, String name) {
            String value = attributes.getValue("", name);
            return value == null ? "" : value;
        }

        @Override
        public void endElement(String uri, String localName, String qualifiedName) {
            open.pop();
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }

        XmlDocument document() {
            services.removeIf(String::isEmpty);
            endpoints.removeIf(String::isEmpty);
            return new XmlDocument(
                    kind,
                    namespace,
                    references,
                    services.stream().distinct().toList(),
                    endpoints.stream().distinct().toList());
        }
    }
}
