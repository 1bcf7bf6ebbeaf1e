package org.trunkline.registry;

import java.util.Objects;

/**
 * A word that users put on a resource. Immutable.
 *
 * @param users how many put it there
 */
public record ResourceTag(String name, int users) {

    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 100;

    public ResourceTag {
        Objects.requireNonNull(name, "name");
    }
}
