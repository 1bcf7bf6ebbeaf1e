package org.trunkline.registry;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which resources are looked for. Each part that is set must match. Immutable.
 *
 * @param within a resource and everything below it
 * @param kind resources or collections only
 * @param properties values that the resource's properties have among theirs; an empty text stands for any value
 * @param tag that any user put there; case matters not
 * @param text part of the name, of the description, or of a property's value; case matters not
 */
public record ResourceQuery(
        RegistryPath within,
        Optional<ResourceKind> kind,
        Optional<String> mediaType,
        Map<String, String> properties,
        Optional<String> tag,
        Optional<String> text) {

    public ResourceQuery {
        properties = Map.copyOf(properties);
    }

    /** Everything below a resource, and it itself. */
    public static ResourceQuery within(RegistryPath path) {
        return new ResourceQuery(
                path, Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
    }

    public ResourceQuery kind(ResourceKind value) {
        return new ResourceQuery(within, Optional.of(value), mediaType, properties, tag, text);
    }

    public ResourceQuery mediaType(String value) {
        return new ResourceQuery(within, kind, Optional.of(value), properties, tag, text);
    }

    public ResourceQuery property(String name, String value) {
        Map<String, String> more = new TreeMap<>(properties);
        more.put(name, value);
        return new ResourceQuery(within, kind, mediaType, more, tag, text);
    }

    /** Whatever its value is. */
    public ResourceQuery property(String name) {
        return property(name, "");
    }

    public ResourceQuery tag(String value) {
        return new ResourceQuery(within, kind, mediaType, properties, Optional.of(value), text);
    }

    public ResourceQuery text(String value) {
        return new ResourceQuery(within, kind, mediaType, properties, tag, Optional.of(value));
    }
}
