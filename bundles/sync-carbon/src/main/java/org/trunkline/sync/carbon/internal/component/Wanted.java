package org.trunkline.sync.carbon.internal.component;

import java.util.Objects;
import java.util.Set;

/** What the configuration asks for: a saver or retriever by its name. Immutable. */
final class Wanted {

    private final String kind;
    private final String name;
    private final Set<String> ownNames;
    private final String storeType;

    /**
     * @param kind WSO2's interface, for messages
     * @param name the configured name
     * @param ownNames the names under which a store is offered, unless a third party has a service of that name
     * @param storeType the kind of the configured store
     * @throws IllegalArgumentException if the name or the kind of store is empty
     */
    Wanted(String kind, String name, Set<String> ownNames, String storeType) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.name = requireText("The name of the " + kind, name);
        this.ownNames = Set.copyOf(ownNames);
        this.storeType = requireText("The kind of store ([sync] store)", storeType);
    }

    private static String requireText(String what, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return value;
    }

    String name() {
        return name;
    }

    boolean own() {
        return ownNames.contains(name);
    }

    boolean isStore(Object type) {
        return storeType.equals(type);
    }

    /** What is missing while nothing can be offered. */
    String missing() {
        return own()
                ? kind + " '" + name + "' waits for the store '" + storeType + "'"
                : kind + " '" + name + "' is waited for: no service has that name";
    }

    @Override
    public String toString() {
        return kind + " '" + name + "'";
    }
}
