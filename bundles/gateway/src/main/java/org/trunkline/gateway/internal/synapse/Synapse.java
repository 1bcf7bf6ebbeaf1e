package org.trunkline.gateway.internal.synapse;

import java.util.Set;
import org.trunkline.gateway.internal.xml.XmlElement;

/** What all elements of Synapse's configuration language have in common. */
final class Synapse {

    static final String NAMESPACE = "http://ws.apache.org/ns/synapse";

    /** They are for people and tools, and change nothing. */
    private static final Set<String> REMARKS = Set.of("description", "trace", "statistics", "id", "name");

    private Synapse() {}

    static boolean owns(XmlElement element) {
        String namespace = element.name().namespace();
        return namespace.isEmpty() || namespace.equals(NAMESPACE);
    }

    /** Notes each attribute that is not among the known ones: left out, it might change what the element does. */
    static void checkAttributes(XmlElement element, Set<String> known, Gaps gaps) {
        for (String attribute : element.attributes().keySet()) {
            if (!known.contains(attribute) && !REMARKS.contains(attribute)) {
                gaps.add("attribute " + attribute + " of " + label(element));
            }
        }
        element.foreignAttributes()
                .keySet()
                .forEach(name -> gaps.add("attribute " + name.qualified() + " of " + label(element)));
    }

    /** Notes each child element that is not among the known ones. */
    static void checkChildren(XmlElement element, Set<String> known, Gaps gaps) {
        for (XmlElement child : element.children()) {
            if (!owns(child) || !known.contains(child.local())) {
                gaps.add(label(child) + " in " + label(element));
            }
        }
    }

    static String label(XmlElement element) {
        return "<" + (owns(element) ? element.local() : element.name().qualified()) + ">";
    }
}
