package org.trunkline.server.internal.config;

import java.util.Map;
import java.util.Optional;

/**
 * A key of a table.
 *
 * @param presence what it means when the key is not there
 * @param fallback what is taken when the key is not there, as it would stand in the file. Only for values that depend on
 *     the node (paths, ports) or that the server itself needs: the other defaults are the components' own.
 * @param storeFallbacks what is taken in place of {@code fallback} on nodes with certain stores, by the store's name
 * @param ignored why the key is accepted and has no effect; empty for a key that has one
 */
record Key(
        String name,
        ValueType type,
        Presence presence,
        Optional<Object> fallback,
        Map<String, Object> storeFallbacks,
        Optional<String> ignored) {

    Key {
        storeFallbacks = Map.copyOf(storeFallbacks);
    }

    /** Whether a key must be there. */
    enum Presence {
        OPTIONAL,
        REQUIRED
    }

    static Key optional(String name, ValueType type) {
        return new Key(name, type, Presence.OPTIONAL, Optional.empty(), Map.of(), Optional.empty());
    }

    static Key optional(String name, ValueType type, Object fallback) {
        return new Key(name, type, Presence.OPTIONAL, Optional.of(fallback), Map.of(), Optional.empty());
    }

    static Key required(String name, ValueType type) {
        return new Key(name, type, Presence.REQUIRED, Optional.empty(), Map.of(), Optional.empty());
    }

    /** A key of WSO2's that means nothing here. */
    static Key ignored(String name, String why) {
        return new Key(name, new ValueType.Text(), Presence.OPTIONAL, Optional.empty(), Map.of(), Optional.of(why));
    }

    /** The same key, with another fallback where {@code [sync] store} is this one. */
    Key withStore(String store, Object storeFallback) {
        return new Key(name, type, presence, fallback, Map.of(store, storeFallback), ignored);
    }

    /**
     * What is taken when the key is not there.
     *
     * @param store the node's; empty on a node without one
     */
    Optional<Object> fallbackWith(Optional<String> store) {
        return store.map(storeFallbacks::get).or(() -> fallback);
    }

    /** The key in a configuration: {@code some_key} becomes {@code some.key}; a secret gets a leading dot, which keeps it out of service properties. */
    String configurationKey() {
        String dotted = name.replace('_', '.');
        return type instanceof ValueType.Secret ? "." + dotted : dotted;
    }
}
