package org.trunkline.lifecycle.internal.xml;

import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.trunkline.lifecycle.InvalidLifecycleException;
import org.trunkline.lifecycle.InvalidLifecycleException.Problem;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/** Parses a document and checks it against the schema in one go, and tells all that is wrong with it. */
final class CheckedXml {

    private static final int MOST_PROBLEMS = 20;

    private final Schema schema = schema();

    private static Schema schema() {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        try {
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newSchema(new Source[] {source("scxml.xsd"), source("lifecycle.xsd")});
        } catch (SAXException e) {
            throw new IllegalStateException("the schema of this bundle is broken", e);
        }
    }

    private static Source source(String name) {
        URL schema = CheckedXml.class.getResource(name);
        return new StreamSource(schema.toExternalForm());
    }

    /** @throws InvalidLifecycleException with all that is wrong */
    XmlElement parse(String xml) throws InvalidLifecycleException {
        List<Problem> problems = new ArrayList<>();
        ErrorHandler errors = new ProblemList(problems);
        ElementBuilder builder = new ElementBuilder();
        try {
            ValidatorHandler validator = schema.newValidatorHandler();
            validator.setErrorHandler(errors);
            validator.setContentHandler(builder);
            XMLReader reader = reader();
            reader.setErrorHandler(errors);
            reader.setContentHandler(validator);
            reader.parse(new InputSource(new StringReader(xml)));
        } catch (SAXParseException e) {
            problems.add(problem(e));
        } catch (SAXException | IOException e) {
            problems.add(new Problem(0, 0, e.getMessage()));
        }
        if (!problems.isEmpty()) {
            throw new InvalidLifecycleException(problems);
        }
        return builder.root();
    }

    private static XMLReader reader() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every Java platform has a SAX parser with these features", e);
        }
    }

    private static Problem problem(SAXParseException e) {
        // "cvc-complex-type.2.4.a: ..." is the parser's own name for the rule
        String text = e.getMessage().replaceFirst("^cvc-[a-zA-Z0-9.-]+: ", "");
        return new Problem(e.getLineNumber(), e.getColumnNumber(), text);
    }

    private record ProblemList(List<Problem> problems) implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {
            add(e);
        }

        @Override
        public void error(SAXParseException e) {
            add(e);
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }

        private void add(SAXParseException e) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(problem(e));
            }
        }
    }
}
