package org.trunkline.registry;

import java.time.Instant;
import java.util.Objects;

/**
 * A kept state of a resource, or of a collection with everything below it. Immutable.
 *
 * @param number unique in the registry; a later version has a greater one
 */
public record ResourceVersion(long number, String createdBy, Instant createdAt) {

    public ResourceVersion {
        Objects.requireNonNull(createdBy, "createdBy");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
