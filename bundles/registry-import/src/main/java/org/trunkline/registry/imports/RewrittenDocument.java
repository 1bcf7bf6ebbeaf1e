package org.trunkline.registry.imports;

import java.util.List;
import java.util.function.Function;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.imports.DocumentGraph.Edge;
import org.trunkline.registry.imports.DocumentGraph.Node;
import org.trunkline.xml.InvalidXmlException;
import org.trunkline.xml.Markup;
import org.trunkline.xml.Markup.Element;
import org.trunkline.xml.RelativeReference;
import org.trunkline.xml.TextEdits;
import org.trunkline.xml.XmlEscape;

/** A document whose references lead to where the others lie. Nothing else of it is changed, not even a blank. */
final class RewrittenDocument {

    private RewrittenDocument() {}

    /** @param places where each document of the graph is to lie */
    static byte[] of(Node node, Function<Location, RegistryPath> places) throws InvalidDocumentException {
        TextEdits edits = edits(node, places);
        if (edits.isEmpty()) {
            return node.bytes();
        }
        try {
            return node.text().encode(edits.apply(node.text().text()), node.bytes());
        } catch (InvalidXmlException e) {
            throw new InvalidDocumentException(e.getMessage(), e);
        }
    }

    private static TextEdits edits(Node node, Function<Location, RegistryPath> places) {
        TextEdits edits = new TextEdits();
        if (node.edges().isEmpty()) {
            return edits;
        }
        String own = places.apply(node.location()).toString();
        List<Element> elements = Markup.elements(node.text().text());
        for (Edge edge : node.edges()) {
            String reference =
                    RelativeReference.of(own, places.apply(edge.target()).toString());
            if (!reference.equals(edge.reference().target())) {
                Element element = elements.get(edge.reference().element());
                edits.replace(element.attributes().get(edge.reference().attribute()), XmlEscape.attribute(reference));
            }
        }
        return edits;
    }
}
