package org.trunkline.executors.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an {@code execution} element says to its class. Immutable. */
public final class Parameters {

    public static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /** Of the map that an engine hands over, whose values may be texts or anything that shows itself as a text. */
    public static Parameters of(Map<?, ?> given) {
        Map<String, String> values = new HashMap<>();
        if (given != null) {
            given.forEach((name, value) -> {
                if (value != null && !value.toString().isBlank()) {
                    values.put(String.valueOf(name), value.toString().trim());
                }
            });
        }
        return new Parameters(values);
    }

    /** Empty if there is none, or only a blank one. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public boolean flag(String name, boolean otherwise) {
        return text(name).map(Boolean::parseBoolean).orElse(otherwise);
    }
}
