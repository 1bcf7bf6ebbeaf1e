package org.trunkline.gateway.internal.synapse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.trunkline.gateway.internal.xml.InvalidXmlException;
import org.trunkline.gateway.internal.xml.XmlElement;
import org.trunkline.gateway.internal.xml.XmlParser;

/** The sequences and endpoints that an artifact brings beside its API definition, by name. Immutable. */
public final class NamedParts {

    private final Map<String, XmlElement> sequences;
    private final Map<String, XmlElement> endpoints;

    private NamedParts(Map<String, XmlElement> sequences, Map<String, XmlElement> endpoints) {
        this.sequences = sequences;
        this.endpoints = endpoints;
    }

    /** @param sequences XML by name */
    public static NamedParts parse(XmlParser parser, Map<String, String> sequences, Map<String, String> endpoints)
            throws InvalidSynapseException {
        return new NamedParts(parse(parser, "sequence", sequences), parse(parser, "endpoint", endpoints));
    }

    private static Map<String, XmlElement> parse(XmlParser parser, String kind, Map<String, String> parts)
            throws InvalidSynapseException {
        Map<String, XmlElement> parsed = new LinkedHashMap<>();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            String what = "The " + kind + " '" + part.getKey() + "'";
            XmlElement root;
            try {
                root = parser.parse(what, part.getValue());
            } catch (InvalidXmlException e) {
                throw new InvalidSynapseException(e.getMessage(), e);
            }
            if (!Synapse.owns(root) || !root.local().equals(kind)) {
                throw new InvalidSynapseException(
                        what + " is a " + Synapse.label(root) + "; it must be a <" + kind + "> of Synapse");
            }
            parsed.put(part.getKey(), root);
        }
        return parsed;
    }

    Optional<XmlElement> sequence(String name) {
        return Optional.ofNullable(sequences.get(name));
    }

    Optional<XmlElement> endpoint(String name) {
        return Optional.ofNullable(endpoints.get(name));
    }
}
