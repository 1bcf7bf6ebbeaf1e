package org.trunkline.registry.imports;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.imports.XmlDocument.DocumentReference;
import org.trunkline.xml.XmlText;

/** A document with everything that it leads to, directly or through others. Circles are welcome. */
final class DocumentGraph {

    /**
     * A document of the graph.
     *
     * @param namespace that its definitions are in: its own, or that of the first document that includes it
     * @param edges to other documents of the graph
     */
    record Node(
            Location location, byte[] bytes, XmlText text, XmlDocument document, String namespace, List<Edge> edges) {}

    /** A reference that leads to a document of the graph. */
    record Edge(DocumentReference reference, Location target) {}

    private final DocumentSource source;
    private final ImportLimits limits;
    private final XmlDocumentReader reader;
    private final Map<Location, Node> nodes = new LinkedHashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<ImportReport.Reference> leftAlone = new LinkedHashSet<>();
    private final Deque<Node> unread = new ArrayDeque<>();
    private long bytes;

    private DocumentGraph(DocumentSource source, ImportLimits limits) {
        this.source = source;
        this.limits = limits;
        this.reader = new XmlDocumentReader(limits.depth());
    }

    /**
     * @throws RegistryException REFUSED if a document is none that can be imported, if documents are missing, or if there
     *     is too much; the message names them
     */
    static DocumentGraph of(String main, byte[] document, DocumentSource source, ImportLimits limits)
            throws RegistryException, IOException {
        DocumentGraph graph = new DocumentGraph(source, limits);
        graph.add(new Location(main), document, Optional.empty());
        while (!graph.unread.isEmpty()) {
            graph.follow(graph.unread.remove());
        }
        if (!graph.missing.isEmpty()) {
            throw Refusal.of("Documents are missing: " + String.join("; ", graph.missing)
                    + ". Hand them over together with " + main + ", under these names.");
        }
        return graph;
    }

    /** The main document first. */
    Collection<Node> nodes() {
        return nodes.values();
    }

    Node main() {
        return nodes.values().iterator().next();
    }

    List<ImportReport.Reference> leftAlone() {
        return List.copyOf(leftAlone);
    }

    private void add(Location location, byte[] document, Optional<String> inherited) throws RegistryException {
        bytes += document.length;
        if (nodes.size() >= limits.documents() || bytes > limits.bytes()) {
            throw Refusal.of("The import is too large: at " + location.text() + " it exceeds "
                    + (bytes > limits.bytes() ? limits.bytes() + " bytes" : limits.documents() + " documents") + ".");
        }
        try {
            XmlText text = XmlDocumentReader.decode(document);
            XmlDocument read = reader.read(text);
            String namespace = read.namespace().isEmpty() ? inherited.orElse("") : read.namespace();
            Node node = new Node(location, document, text, read, namespace, new ArrayList<>());
            nodes.put(location, node);
            unread.add(node);
        } catch (InvalidDocumentException e) {
            throw Refusal.of(location.text(), e);
        }
    }

    private void follow(Node node) throws RegistryException, IOException {
        for (DocumentReference reference : node.document().references()) {
            Location target = node.location().resolve(reference.target());
            if (nodes.containsKey(target)) {
                node.edges().add(new Edge(reference, target));
                continue;
            }
            Optional<byte[]> found = source.find(target.text());
            if (found.isPresent()) {
                Optional<String> inherited =
                        reference.sharesNamespace() ? Optional.of(node.namespace()) : Optional.empty();
                add(target, found.get(), inherited);
                node.edges().add(new Edge(reference, target));
            } else if (target.isAbsolute()) {
                leftAlone.add(new ImportReport.Reference(node.location().text(), reference.target()));
            } else {
                missing.add(target.text() + " (named by " + node.location().text() + ")");
            }
        }
    }
}
