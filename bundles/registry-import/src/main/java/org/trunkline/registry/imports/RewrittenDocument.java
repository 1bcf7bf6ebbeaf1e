package org.trunkline.registry.imports;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.imports.DocumentGraph.Edge;
import org.trunkline.registry.imports.DocumentGraph.Node;
import org.trunkline.registry.imports.StartTags.Range;

/** A document whose references lead to where the others lie. Nothing else of it is changed, not even a blank. */
final class RewrittenDocument {

    private RewrittenDocument() {}

    /** @param places where each document of the graph is to lie */
    static byte[] of(Node node, Function<Location, RegistryPath> places) throws InvalidDocumentException {
        RegistryPath own = places.apply(node.location());
        Map<Range, String> changes = changes(node, own, places);
        if (changes.isEmpty()) {
            return node.bytes();
        }
        String text = node.text().text();
        StringBuilder changed = new StringBuilder(text.length() + changes.size() * 50);
        int copied = 0;
        for (Map.Entry<Range, String> change : changes.entrySet()) {
            changed.append(text, copied, change.getKey().start()).append(change.getValue());
            copied = change.getKey().end();
        }
        changed.append(text, copied, text.length());
        return node.text().encode(changed.toString(), node.bytes());
    }

    private static Map<Range, String> changes(Node node, RegistryPath own, Function<Location, RegistryPath> places) {
        Map<Range, String> changes = new TreeMap<>((a, b) -> Integer.compare(a.start(), b.start()));
        if (node.edges().isEmpty()) {
            return changes;
        }
        List<Map<String, Range>> tags = StartTags.of(node.text().text());
        for (Edge edge : node.edges()) {
            String reference = RelativeReference.of(own, places.apply(edge.target()));
            if (!reference.equals(edge.reference().target())) {
                Range range = tags.get(edge.reference().element())
                        .get(edge.reference().attribute());
                changes.put(range, XmlEscape.attribute(reference));
            }
        }
        return changes;
    }
}
