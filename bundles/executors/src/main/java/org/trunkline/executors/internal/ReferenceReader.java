package org.trunkline.executors.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.trunkline.xml.InvalidXmlException;
import org.trunkline.xml.Markup;
import org.trunkline.xml.Markup.Element;
import org.trunkline.xml.ReferenceElements;
import org.trunkline.xml.StrictXml;
import org.trunkline.xml.TextRange;
import org.trunkline.xml.XmlText;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Finds where a WSDL or a schema names other documents, wherever the namespace of an import is declared. */
final class ReferenceReader extends DefaultHandler {

    /** A value that names a document, and where it stands. Immutable. */
    static final class Reference {

        private final int element;
        private final String attribute;
        private final String target;
        private final List<Element> elements;

        private Reference(int element, String attribute, String target, List<Element> elements) {
            this.element = element;
            this.attribute = attribute;
            this.target = target;
            this.elements = elements;
        }

        /** Without XML's escapes. */
        String target() {
            return target;
        }

        TextRange range() {
            return elements.get(element).attributes().get(attribute);
        }
    }

    private final Deque<Boolean> inDocument = new ArrayDeque<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<Element> elements = new ArrayList<>();
    private int count;

    private ReferenceReader() {}

    /** In their order. */
    static List<Reference> references(XmlText text) throws InvalidXmlException {
        ReferenceReader reader = new ReferenceReader();
        StrictXml.read(text, reader);
        // Only now, because the scan for places looks for no errors.
        reader.elements.addAll(Markup.elements(text.text()));
        return reader.references;
    }

    @Override
    public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
        Optional<String> attribute = ReferenceElements.attributeOf(uri, localName);
        if (attribute.isPresent() && Boolean.TRUE.equals(inDocument.peek())) {
            int index = attributes.getIndex("", attribute.get());
            if (index >= 0) {
                references.add(new Reference(count, attributes.getQName(index), attributes.getValue(index), elements));
            }
        }
        inDocument.push(ReferenceElements.isDocument(uri, localName));
        count++;
    }

    @Override
    public void endElement(String uri, String localName, String qualifiedName) {
        inDocument.pop();
    }
}
