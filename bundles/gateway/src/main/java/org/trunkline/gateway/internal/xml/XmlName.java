package org.trunkline.gateway.internal.xml;

import java.util.Objects;

/**
 * The name of an element or attribute.
 *
 * @param namespace empty for none
 * @param prefix as it was written; empty for none
 */
public record XmlName(String namespace, String prefix, String local) {

    public XmlName {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(local, "local");
    }

    /** As it is written: with its prefix. */
    public String qualified() {
        return prefix.isEmpty() ? local : prefix + ":" + local;
    }
}
