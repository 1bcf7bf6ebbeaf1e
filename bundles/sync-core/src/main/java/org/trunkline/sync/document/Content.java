package org.trunkline.sync.document;

import java.util.Objects;

/** A named part of a gateway document: a sequence, a local entry, an endpoint or a certificate. Immutable. */
public final class Content {

    private final String name;
    private final String content;

    public Content(String name, String content) {
        this.name = Objects.requireNonNull(name, "name");
        this.content = Objects.requireNonNull(content, "content");
    }

    public String name() {
        return name;
    }

    public String content() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content
                && name.equals(((Content) other).name)
                && content.equals(((Content) other).content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, content);
    }

    /** The name and the length; never the content. */
    @Override
    public String toString() {
        return name + " (" + content.length() + " characters)";
    }
}
