package org.trunkline.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Named values of a resource. A name has one value or several, whose order is kept; names are ordered as text. Immutable.
 */
public final class ResourceProperties {

    /** The longest name, in characters. */
    public static final int MAX_NAME = 255;

    public static final ResourceProperties NONE = new ResourceProperties(Map.of());

    private final Map<String, List<String>> values;

    private ResourceProperties(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException if a name is empty or too long, or has no value */
    public static ResourceProperties of(Map<String, List<String>> values) {
        Map<String, List<String>> checked = new TreeMap<>();
        values.forEach((name, all) -> checked.put(requireName(name), requireValues(name, all)));
        return checked.isEmpty() ? NONE : new ResourceProperties(new LinkedHashMap<>(checked));
    }

    private static String requireName(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "a property's name has 1 to " + MAX_NAME + " characters, not " + name.length());
        }
        return name;
    }

    private static List<String> requireValues(String name, List<String> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("the property '" + name + "' has no value");
        }
        return List.copyOf(all);
    }

    /** These properties with one that has the given values in place of those it had. */
    public ResourceProperties with(String name, List<String> all) {
        Map<String, List<String>> changed = new TreeMap<>(values);
        changed.put(name, all);
        return of(changed);
    }

    public ResourceProperties with(String name, String value) {
        return with(name, List.of(value));
    }

    /** These properties with a value added behind those that the property has. */
    public ResourceProperties adding(String name, String value) {
        List<String> all = new ArrayList<>(all(name));
        all.add(Objects.requireNonNull(value, "value"));
        return with(name, all);
    }

    public ResourceProperties without(String name) {
        if (!values.containsKey(name)) {
            return this;
        }
        Map<String, List<String>> changed = new TreeMap<>(values);
        changed.remove(name);
        return of(changed);
    }

    /** The first value; empty without such a property. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The values in their order; none without such a property. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Unmodifiable, ordered by name. */
    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceProperties properties && values.equals(properties.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
