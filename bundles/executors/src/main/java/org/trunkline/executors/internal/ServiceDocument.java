package org.trunkline.executors.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.trunkline.xml.InvalidXmlException;
import org.trunkline.xml.Markup;
import org.trunkline.xml.Markup.Element;
import org.trunkline.xml.StrictXml;
import org.trunkline.xml.TextEdits;
import org.trunkline.xml.TextRange;
import org.trunkline.xml.XmlEscape;
import org.trunkline.xml.XmlText;
import org.xml.sax.helpers.DefaultHandler;

/** The XML of a service: {@code metadata} with an {@code overview} that holds its {@code version}. Immutable. */
final class ServiceDocument {

    private static final String OVERVIEW = "overview";
    private static final String VERSION = "version";
    private static final String NEW_PATH = "newServicePath";

    private final String text;
    private final List<Element> elements;

    private ServiceDocument(String text, List<Element> elements) {
        this.text = text;
        this.elements = elements;
    }

    static ServiceDocument of(XmlText xml) throws InvalidXmlException {
        StrictXml.read(xml, new DefaultHandler());
        return new ServiceDocument(xml.text(), Markup.elements(xml.text()));
    }

    Optional<String> version() {
        return overview()
                .flatMap(overview -> child(overview, VERSION))
                .map(version -> text.substring(
                                version.content().start(), version.content().end())
                        .trim())
                .filter(version -> !version.isEmpty());
    }

    /** Lets the service have a version and say where it lies. */
    void write(String version, String path, TextEdits edits) {
        Element root = elements.get(0);
        String newVersion = element(root, VERSION, XmlEscape.text(version));
        String added = "";
        Optional<Element> overview = overview();
        if (overview.isEmpty()) {
            added += element(root, OVERVIEW, newVersion);
        } else {
            Optional<Element> old = child(overview.get(), VERSION);
            if (old.isPresent()) {
                old.get().setContent(edits, XmlEscape.text(version));
            } else {
                overview.get().append(edits, newVersion);
            }
        }
        Optional<Element> oldPath = child(root, NEW_PATH);
        if (oldPath.isPresent()) {
            oldPath.get().setContent(edits, XmlEscape.text(path));
        } else {
            added += element(root, NEW_PATH, XmlEscape.text(path));
        }
        if (!added.isEmpty()) {
            root.append(edits, added);
        }
    }

    private Optional<Element> overview() {
        return child(elements.get(0), OVERVIEW);
    }

    private Optional<Element> child(Element parent, String localName) {
        TextRange content = parent.content();
        Predicate<Element> inside = element -> element.depth() == parent.depth() + 1
                && element.content().start() > content.start()
                && element.content().end() <= content.end();
        return elements.stream()
                .filter(inside)
                .filter(element -> element.localName().equals(localName))
                .findFirst();
    }

    private static String element(Element root, String localName, String xml) {
        String name = root.prefix() + localName;
        return "<" + name + ">" + xml + "</" + name + ">";
    }
}
