package org.trunkline.gateway.internal.xml;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An element with everything inside it. Comments and processing instructions are left out.
 *
 * @param attributes by local name in the order written for those without a namespace; Synapse knows no others
 * @param foreignAttributes those with a namespace
 */
public record XmlElement(
        XmlName name, Map<String, String> attributes, Map<XmlName, String> foreignAttributes, List<XmlNode> content)
        implements XmlNode {

    public XmlElement {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(attributes, "attributes");
        Objects.requireNonNull(foreignAttributes, "foreignAttributes");
        content = List.copyOf(content);
    }

    public String local() {
        return name.local();
    }

    public Optional<String> attribute(String local) {
        return Optional.ofNullable(attributes.get(local));
    }

    public List<XmlElement> children() {
        return elements().toList();
    }

    public List<XmlElement> children(String local) {
        return elements().filter(child -> child.local().equals(local)).toList();
    }

    public Optional<XmlElement> child(String local) {
        return elements().filter(child -> child.local().equals(local)).findFirst();
    }

    private Stream<XmlElement> elements() {
        return content.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
    }

    /** The text directly inside the element, without that of elements in it. */
    public String text() {
        return content.stream()
                .filter(XmlText.class::isInstance)
                .map(node -> ((XmlText) node).value())
                .collect(Collectors.joining());
    }
}
