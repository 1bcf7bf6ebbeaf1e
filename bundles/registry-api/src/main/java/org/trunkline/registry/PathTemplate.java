package org.trunkline.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Says where the resources of an environment lie, in WSO2's words: {@code
 * /_system/governance/branches/testing/{@resourcePath}/{@version}/{@resourceName}}. The resource path stands for one name
 * or several, the other two for one name each. Immutable.
 */
public final class PathTemplate {

    private static final String RESOURCE_PATH = "{@resourcePath}";
    private static final String RESOURCE_NAME = "{@resourceName}";
    private static final String VERSION = "{@version}";

    private final String text;
    private final RegistryPath root;
    private final List<String> parts;

    private PathTemplate(String text, RegistryPath root, List<String> parts) {
        this.text = text;
        this.root = root;
        this.parts = parts;
    }

    /**
     * Reads a template: names, then some of the three variables, each at most once and the resource path among them.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong with it
     */
    public static PathTemplate of(String text) {
        int first = text.indexOf("/{@");
        if (first < 1) {
            throw new IllegalArgumentException(
                    "the template '" + text
                            + "' has no folder in front of its variables; one is /_system/governance/trunk/{@resourcePath}/{@resourceName}");
        }
        RegistryPath root = RegistryPath.of(text.substring(0, first));
        List<String> parts = List.of(text.substring(first + 1).split("/", -1));
        Set<String> seen = new HashSet<>();
        for (String part : parts) {
            boolean variable = part.equals(RESOURCE_PATH) || part.equals(RESOURCE_NAME) || part.equals(VERSION);
            if (!variable) {
                root.child(part);
            } else if (!seen.add(part)) {
                throw new IllegalArgumentException("the template '" + text + "' holds " + part + " twice");
            }
        }
        if (!seen.contains(RESOURCE_PATH)) {
            throw new IllegalArgumentException("the template '" + text + "' does not hold " + RESOURCE_PATH);
        }
        return new PathTemplate(text, root, parts);
    }

    /** The collection that everything of the template lies in. */
    public RegistryPath root() {
        return root;
    }

    /** Whether a resource's version is a part of its path. */
    public boolean hasVersion() {
        return parts.contains(VERSION);
    }

    /** What the variables stand for in a path; empty if the path is not one of this template. */
    public Optional<Place> match(RegistryPath path) {
        if (!path.isWithin(root)) {
            return Optional.empty();
        }
        List<String> names =
                path.names().subList(root.names().size(), path.names().size());
        int free = names.size() - (parts.size() - 1);
        if (free < 1) {
            return Optional.empty();
        }
        List<String> resourcePath = List.of();
        String name = null;
        String version = null;
        int at = 0;
        for (String part : parts) {
            switch (part) {
                case RESOURCE_PATH -> {
                    resourcePath = names.subList(at, at + free);
                    at += free;
                }
                case RESOURCE_NAME -> name = names.get(at++);
                case VERSION -> version = names.get(at++);
                default -> {
                    if (!part.equals(names.get(at++))) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.of(new Place(resourcePath, Optional.ofNullable(name), Optional.ofNullable(version)));
    }

    /**
     * The path of a place.
     *
     * @throws IllegalArgumentException if the place lacks a name or a version that the template holds
     */
    public RegistryPath fill(Place place) {
        RegistryPath path = root;
        for (String name : filled(place)) {
            path = path.child(name);
        }
        return path;
    }

    private List<String> filled(Place place) {
        List<String> names = new ArrayList<>();
        for (String part : parts) {
            switch (part) {
                case RESOURCE_PATH -> names.addAll(place.resourcePath());
                case RESOURCE_NAME -> names.add(needed(place.name(), part));
                case VERSION -> names.add(needed(place.version(), part));
                default -> names.add(part);
            }
        }
        return names;
    }

    private String needed(Optional<String> value, String part) {
        return value.orElseThrow(
                () -> new IllegalArgumentException("nothing is given for " + part + " of the template '" + text + "'"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathTemplate template && text.equals(template.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The template as {@link #of} reads it. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * What the variables of a template stand for. Immutable.
     *
     * @param resourcePath for example {@code services}, {@code com}, {@code foo}
     */
    public record Place(List<String> resourcePath, Optional<String> name, Optional<String> version) {

        public Place {
            resourcePath = List.copyOf(resourcePath);
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(version, "version");
        }

        public Place withVersion(String value) {
            return new Place(resourcePath, name, Optional.of(value));
        }
    }
}
