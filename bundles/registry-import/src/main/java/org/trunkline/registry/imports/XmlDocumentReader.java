package org.trunkline.registry.imports;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.trunkline.registry.imports.XmlDocument.DocumentReference;
import org.trunkline.registry.imports.XmlDocument.Kind;
import org.trunkline.xml.InvalidXmlException;
import org.trunkline.xml.ReferenceElements;
import org.trunkline.xml.StrictXml;
import org.trunkline.xml.XmlText;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads WSDLs (1.1 and 2.0) and schemas, which come from strangers: no DOCTYPE and so no entities of their own, nothing is
 * fetched, and neither size nor depth is without a limit. Safe for use by many threads.
 */
final class XmlDocumentReader {

    private static final String WSDL_11 = ReferenceElements.WSDL_11;
    private static final String WSDL_20 = ReferenceElements.WSDL_20;

    private static final QName WSDL_11_PORT = new QName(WSDL_11, "port");
    private static final Map<String, Kind> KINDS =
            Map.of(WSDL_11, Kind.WSDL, WSDL_20, Kind.WSDL, ReferenceElements.XSD, Kind.SCHEMA);

    private static final Set<String> ADDRESSES = Set.of(
            "http://schemas.xmlsoap.org/wsdl/soap/",
            "http://schemas.xmlsoap.org/wsdl/soap12/",
            "http://schemas.xmlsoap.org/wsdl/http/");

    private final int depth;

    /** @param depth how deep elements may be nested */
    XmlDocumentReader(int depth) {
        this.depth = depth;
    }

    static XmlText decode(byte[] document) throws InvalidDocumentException {
        try {
            return XmlText.decode(document);
        } catch (InvalidXmlException e) {
            throw new InvalidDocumentException(e.getMessage(), e);
        }
    }

    XmlDocument read(XmlText text) throws InvalidDocumentException {
        Elements elements = new Elements();
        try {
            StrictXml.read(text, elements);
        } catch (InvalidXmlException e) {
            throw new InvalidDocumentException(e.getMessage(), e);
        }
        return elements.document();
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
            if (isDocument(name)) {
                kind = KINDS.get(name.getNamespaceURI());
            } else {
                throw new SAXException("it is neither a WSDL nor a schema: its root is " + name);
            }
            namespace = value(attributes, "targetNamespace").strip();
        }

        private static boolean isDocument(QName name) {
            return ReferenceElements.isDocument(name.getNamespaceURI(), name.getLocalPart());
        }

        private void inner(QName name, Attributes attributes) {
            QName parent = open.element();
            Optional<String> attribute = ReferenceElements.attributeOf(name.getNamespaceURI(), name.getLocalPart());
            if (attribute.isPresent() && isDocument(parent)) {
                int index = attributes.getIndex("", attribute.get());
                if (index >= 0 && !attributes.getValue(index).isBlank()) {
                    boolean shares = name.getNamespaceURI().equals(ReferenceElements.XSD)
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
                    && parent.equals(WSDL_11_PORT);
        }

        private String value(Attributes attributes, String name) {
            String value = attributes.getValue("", name);
            return value == null ? "" : value;
        }

        @Override
        public void endElement(String uri, String localName, String qualifiedName) {
            open.pop();
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
