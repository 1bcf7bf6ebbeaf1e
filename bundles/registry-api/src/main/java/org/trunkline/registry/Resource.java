package org.trunkline.registry;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A resource or collection as it was at one moment, without its content and its children. Immutable.
 *
 * @param path as it was asked for, through links if there are any on the way
 * @param realPath where it lies
 * @param uuid stays with it for its life, through moves and versions; a copy has another one
 * @param revision changes whenever something of the resource changes that this value or its content shows, and never
 *     returns to what it was; what comments, tags, ratings, associations and children do does not change it
 * @param mediaType as given by whoever put it
 * @param content empty for a collection and for a resource without content, which is not the same as content of 0 bytes
 */
public record Resource(
        RegistryPath path,
        RegistryPath realPath,
        String uuid,
        ResourceKind kind,
        long revision,
        Optional<String> mediaType,
        Optional<String> description,
        ResourceProperties properties,
        Optional<ContentInfo> content,
        String createdBy,
        Instant createdAt,
        String modifiedBy,
        Instant modifiedAt) {

    public Resource {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(realPath, "realPath");
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(createdBy, "createdBy");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(modifiedBy, "modifiedBy");
        Objects.requireNonNull(modifiedAt, "modifiedAt");
    }

    public boolean isCollection() {
        return kind == ResourceKind.COLLECTION;
    }
}
