package org.trunkline.lifecycle.internal.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a document that has been checked against the schema.
 *
 * @param text all text inside, that of elements inside not
 * @param xml the element as XML of its own
 */
record XmlElement(
        String name,
        XmlPlace place,
        Map<String, String> attributes,
        List<XmlElement> children,
        String text,
        String xml) {

    Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** An attribute that the schema demands. */
    String required(String name) {
        return attribute(name).orElseThrow(() -> new IllegalStateException("the schema demands " + name));
    }

    List<XmlElement> children(String name) {
        return children.stream().filter(child -> child.name().equals(name)).toList();
    }

    Optional<XmlElement> child(String name) {
        return children(name).stream().findFirst();
    }
}
