package org.trunkline.xml;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads XML that may be meant to do harm: no DOCTYPE and so no entities of its own, and nothing is fetched. The parser is the
 * JDK's own, whatever others a server has. Safe for use by many threads.
 */
public final class StrictXml {

    private StrictXml() {}

    /**
     * Tells a handler, with namespaces, what is in a document.
     *
     * @throws InvalidXmlException if it is not well-formed, has a DOCTYPE, or the handler throws
     */
    public static void read(XmlText text, ContentHandler handler) throws InvalidXmlException {
        try {
            XMLReader parser = parser();
            parser.setContentHandler(handler);
            parser.setErrorHandler(new DefaultHandler() {
                @Override
                public void fatalError(SAXParseException e) throws SAXException {
                    throw e;
                }
            });
            parser.setEntityResolver((publicId, systemId) -> {
                throw new SAXException("it asks for the external entity " + systemId);
            });
            parser.parse(new InputSource(new StringReader(text.withoutMark())));
        } catch (SAXParseException e) {
            throw new InvalidXmlException(reason(e, text), e);
        } catch (SAXException e) {
            throw new InvalidXmlException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("text in memory can be read", e);
        }
    }

    private static XMLReader parser() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
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
}
