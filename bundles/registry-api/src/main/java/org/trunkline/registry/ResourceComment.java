package org.trunkline.registry;

import java.time.Instant;
import java.util.Objects;

/**
 * What somebody wrote about a resource. Immutable.
 *
 * @param id unique in the registry
 */
public record ResourceComment(
        long id, RegistryPath resource, String text, String author, Instant createdAt, Instant editedAt) {

    /** The longest text, in characters. */
    public static final int MAX_LENGTH = 10_000;

    public ResourceComment {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(editedAt, "editedAt");
    }
}
