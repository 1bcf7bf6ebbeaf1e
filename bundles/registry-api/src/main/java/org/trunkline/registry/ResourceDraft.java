package org.trunkline.registry;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a resource is to be when it is {@linkplain Registry#put put}. It says everything of the resource but the content,
 * which stays as it is unless the draft brings another one. Immutable, though its content may be a stream that can be read
 * only once.
 */
public final class ResourceDraft {

    private static final long ABSENT = -1;

    private final ResourceKind kind;
    private final String mediaType;
    private final String description;
    private final ResourceProperties properties;
    private final boolean replacesContent;
    private final ResourceContent content;
    private final String uuid;
    private final Long expected;

    private ResourceDraft(
            ResourceKind kind,
            String mediaType,
            String description,
            ResourceProperties properties,
            boolean replacesContent,
            ResourceContent content,
            String uuid,
            Long expected) {
        this.kind = kind;
        this.mediaType = mediaType;
        this.description = description;
        this.properties = properties;
        this.replacesContent = replacesContent;
        this.content = content;
        this.uuid = uuid;
        this.expected = expected;
    }

    public static ResourceDraft resource() {
        return new ResourceDraft(ResourceKind.RESOURCE, null, null, ResourceProperties.NONE, false, null, null, null);
    }

    public static ResourceDraft collection() {
        return new ResourceDraft(ResourceKind.COLLECTION, null, null, ResourceProperties.NONE, false, null, null, null);
    }

    /** What a resource is now. It does not {@linkplain #expecting expect} the resource's revision. */
    public static ResourceDraft of(Resource resource) {
        return new ResourceDraft(
                resource.kind(),
                resource.mediaType().orElse(null),
                resource.description().orElse(null),
                resource.properties(),
                false,
                null,
                null,
                null);
    }

    /** Blank text means none. */
    public ResourceDraft mediaType(String value) {
        return new ResourceDraft(
                kind, orNull(value), description, properties, replacesContent, content, uuid, expected);
    }

    /** Blank text means none. */
    public ResourceDraft description(String value) {
        return new ResourceDraft(kind, mediaType, orNull(value), properties, replacesContent, content, uuid, expected);
    }

    private static String orNull(String value) {
        return Objects.requireNonNull(value, "value").isBlank() ? null : value;
    }

    public ResourceDraft properties(ResourceProperties value) {
        return new ResourceDraft(
                kind,
                mediaType,
                description,
                Objects.requireNonNull(value, "properties"),
                replacesContent,
                content,
                uuid,
                expected);
    }

    /** @throws IllegalStateException if it is the draft of a collection */
    public ResourceDraft content(ResourceContent value) {
        if (kind == ResourceKind.COLLECTION) {
            throw new IllegalStateException("a collection has no content");
        }
        Objects.requireNonNull(value, "content");
        return new ResourceDraft(kind, mediaType, description, properties, true, value, uuid, expected);
    }

    /** The resource has no content afterwards. */
    public ResourceDraft withoutContent() {
        return new ResourceDraft(kind, mediaType, description, properties, true, null, uuid, expected);
    }

    /**
     * The identity of a resource that is new. A resource that is there keeps its own, and one that another resource has is
     * not given twice: then a new one is made.
     */
    public ResourceDraft uuid(String value) {
        return new ResourceDraft(
                kind,
                mediaType,
                description,
                properties,
                replacesContent,
                content,
                Objects.requireNonNull(value, "uuid"),
                expected);
    }

    /** The put is refused as a CONFLICT unless the resource is there with that revision. */
    public ResourceDraft expecting(long revision) {
        return new ResourceDraft(kind, mediaType, description, properties, replacesContent, content, uuid, revision);
    }

    /** The put is refused as a CONFLICT if something is there. */
    public ResourceDraft expectingNothing() {
        return new ResourceDraft(kind, mediaType, description, properties, replacesContent, content, uuid, ABSENT);
    }

    public ResourceKind kind() {
        return kind;
    }

    public Optional<String> mediaType() {
        return Optional.ofNullable(mediaType);
    }

    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    public ResourceProperties properties() {
        return properties;
    }

    /** Whether the content that is there goes. */
    public boolean replacesContent() {
        return replacesContent;
    }

    /** The new content; empty if there is to be none, or {@linkplain #replacesContent the present one stays}. */
    public Optional<ResourceContent> content() {
        return Optional.ofNullable(content);
    }

    public Optional<String> uuid() {
        return Optional.ofNullable(uuid);
    }

    /** The revision that has to be there; empty if any may, or {@linkplain #expectsNothing nothing} must. */
    public OptionalLong expectedRevision() {
        return expected == null || expected == ABSENT ? OptionalLong.empty() : OptionalLong.of(expected);
    }

    public boolean expectsNothing() {
        return expected != null && expected == ABSENT;
    }
}
