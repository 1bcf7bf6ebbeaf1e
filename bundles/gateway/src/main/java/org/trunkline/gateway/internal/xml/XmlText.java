package org.trunkline.gateway.internal.xml;

import java.util.Objects;

/** A run of characters, entities resolved. */
public record XmlText(String value) implements XmlNode {

    public XmlText {
        Objects.requireNonNull(value, "value");
    }
}
