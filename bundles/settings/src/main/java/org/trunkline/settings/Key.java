package org.trunkline.settings;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A key of a table. Immutable. */
public final class Key {

    /** Whether a key must be there. */
    public enum Presence {
        OPTIONAL,
        REQUIRED
    }

    private final String name;
    private final ValueType type;
    private final Presence presence;
    private final Optional<Object> fallback;
    private final Map<String, Object> storeFallbacks;
    private final Optional<String> ignored;

    private Key(
            String name,
            ValueType type,
            Presence presence,
            Optional<Object> fallback,
            Map<String, Object> storeFallbacks,
            Optional<String> ignored) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = Objects.requireNonNull(type, "type");
        this.presence = presence;
        this.fallback = fallback;
        this.storeFallbacks = Map.copyOf(storeFallbacks);
        this.ignored = ignored;
    }

    public static Key optional(String name, ValueType type) {
        return new Key(name, type, Presence.OPTIONAL, Optional.empty(), Map.of(), Optional.empty());
    }

    /**
     * @param fallback what is taken when the key is not there, as it would stand in the file. Only for values that depend on
     *     the node (paths, ports) or that the reader itself needs: the other defaults are the components' own.
     */
    public static Key optional(String name, ValueType type, Object fallback) {
        return new Key(name, type, Presence.OPTIONAL, Optional.of(fallback), Map.of(), Optional.empty());
    }

    public static Key required(String name, ValueType type) {
        return new Key(name, type, Presence.REQUIRED, Optional.empty(), Map.of(), Optional.empty());
    }

    /**
     * A key of WSO2's that means nothing here.
     *
     * @param why why it is accepted and has no effect
     */
    public static Key ignored(String name, String why) {
        return new Key(name, new ValueType.Text(), Presence.OPTIONAL, Optional.empty(), Map.of(), Optional.of(why));
    }

    public String name() {
        return name;
    }

    public ValueType type() {
        return type;
    }

    public Presence presence() {
        return presence;
    }

    /** The same key, with another fallback where {@code [sync] store} is this one. */
    public Key withStore(String store, Object storeFallback) {
        return new Key(name, type, presence, fallback, Map.of(store, storeFallback), ignored);
    }

    /**
     * What is taken when the key is not there.
     *
     * @param store the node's; empty on a node without one
     */
    public Optional<Object> fallbackWith(Optional<String> store) {
        return store.map(storeFallbacks::get).or(() -> fallback);
    }

    /** Why the key is accepted and has no effect; empty for a key that has one. */
    public Optional<String> ignored() {
        return ignored;
    }

    /** The key in a configuration: {@code some_key} becomes {@code some.key}; a secret gets a leading dot, which keeps it out of service properties. */
    public String configurationKey() {
        String dotted = name.replace('_', '.');
        return type instanceof ValueType.Secret ? "." + dotted : dotted;
    }
}
