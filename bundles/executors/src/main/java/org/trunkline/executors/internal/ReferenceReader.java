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

        private final String target;
        private final TextRange range;

        private Reference(String target, TextRange range) {
            this.target = target;
            this.range = range;
        }

        /** Without XML's escapes. */
        String target() {
            return target;
        }

        TextRange range() {
            return range;
        }
    }

    private final List<Element> elements;
    private final Deque<Boolean> inDocument = new ArrayDeque<>();
    private final List<Reference> references = new ArrayList<>();
    private int count;

    private ReferenceReader(List<Element> elements) {
        this.elements = elements;
    }

    /** In their order. */
    static List<Reference> references(XmlText text) throws InvalidXmlException {
        // Read first for its errors: the scan for places does not look for any.
        StrictXml.read(text, new DefaultHandler());
        ReferenceReader reader = new ReferenceReader(Markup.elements(text.text()));
        StrictXml.read(text, reader);
        return reader.references;
    }

    @Override
    public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
        Optional<String> attribute = ReferenceElements.attributeOf(uri, localName);
        if (attribute.isPresent() && Boolean.TRUE.equals(inDocument.peek())) {
            int index = attributes.getIndex("", attribute.get());
            if (index >= 0) {
                TextRange range = elements.get(count).attributes().get(attributes.getQName(index));
                references.add(new Reference(attributes.getValue(index), range));
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
