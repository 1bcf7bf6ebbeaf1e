package org.trunkline.registry.testkit;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.trunkline.registry.ContentInfo;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceKind;
import org.trunkline.registry.ResourceProperties;

/**
 * What lies at a path: a resource, a collection or a link. Everything else of a resource is kept by its identity. Immutable.
 *
 * @param link where it leads; null unless it is a link
 * @param content null without any
 */
@SuppressWarnings("ArrayRecordComponent")
record Node(
        String uuid,
        ResourceKind kind,
        RegistryPath link,
        long revision,
        Optional<String> mediaType,
        Optional<String> description,
        ResourceProperties properties,
        byte[] content,
        String createdBy,
        Instant createdAt,
        String modifiedBy,
        Instant modifiedAt) {

    static Node of(String uuid, ResourceKind kind, RegistryPath link, long revision, String by, Instant at) {
        return new Node(
                uuid,
                kind,
                link,
                revision,
                Optional.empty(),
                Optional.empty(),
                ResourceProperties.NONE,
                null,
                by,
                at,
                by,
                at);
    }

    boolean isLink() {
        return link != null;
    }

    boolean isCollection() {
        return !isLink() && kind == ResourceKind.COLLECTION;
    }

    Node with(ResourceDraft draft, byte[] replacement, long now, String by, Instant at) {
        return new Node(
                uuid,
                kind,
                link,
                now,
                draft.mediaType(),
                draft.description(),
                draft.properties(),
                draft.replacesContent() ? replacement : content,
                createdBy,
                createdAt,
                by,
                at);
    }

    /** The state of another node, in this one's life. */
    Node like(Node other, long now, String by, Instant at) {
        return new Node(
                uuid,
                kind,
                other.link,
                now,
                other.mediaType,
                other.description,
                other.properties,
                other.content,
                createdBy,
                createdAt,
                by,
                at);
    }

    Node revised(long now) {
        return new Node(
                uuid,
                kind,
                link,
                now,
                mediaType,
                description,
                properties,
                content,
                createdBy,
                createdAt,
                modifiedBy,
                modifiedAt);
    }

    Resource at(RegistryPath path, RegistryPath realPath) {
        return new Resource(
                path,
                realPath,
                uuid,
                kind,
                revision,
                mediaType,
                description,
                properties,
                Optional.ofNullable(content).map(bytes -> new ContentInfo(bytes.length, Digests.sha256(bytes))),
                createdBy,
                createdAt,
                modifiedBy,
                modifiedAt);
    }

    byte[] bytes() {
        return content == null ? new byte[0] : Arrays.copyOf(content, content.length);
    }
}
