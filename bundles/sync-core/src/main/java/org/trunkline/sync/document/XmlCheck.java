package org.trunkline.sync.document;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Refuses XML that a gateway cannot or must not read: not well-formed, with a DOCTYPE, or nested without end. */
final class XmlCheck {

    private static final int MAX_DEPTH = 256;

    private final SAXParser parser;

    XmlCheck() {
        try {
            // The JDK's own parser: in a Carbon server the lookup can find an old Xerces that knows none of these
            // limits.
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            parser = factory.newSAXParser();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("The XML parser of the Java platform cannot be made safe", e);
        }
    }

    /** @param part what the text is, for the message */
    void check(String part, String xml) throws InvalidDocumentException {
        try {
            parser.parse(new InputSource(new StringReader(xml)), new DepthGuard());
        } catch (SAXParseException e) {
            throw new InvalidDocumentException(
                    part + " is not usable XML: " + reason(e) + " (line " + e.getLineNumber() + ", column "
                            + e.getColumnNumber() + " of that part)",
                    e);
        } catch (SAXException e) {
            throw new InvalidDocumentException(part + " is not usable XML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("A string can always be read", e);
        }
    }

    private static String reason(SAXParseException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("DOCTYPE") ? "a DOCTYPE is not allowed" : message;
    }

    private static final class DepthGuard extends DefaultHandler {

        private int depth;

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes)
                throws SAXException {
            depth++;
            if (depth > MAX_DEPTH) {
                throw new SAXException("it nests deeper than " + MAX_DEPTH + " elements");
            }
        }

        @Override
        public void endElement(String uri, String localName, String qName) {
            depth--;
        }
    }
}
