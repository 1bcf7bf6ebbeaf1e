package org.trunkline.cli.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads an object of an answer. What is absent is empty: an older or newer server may leave out or add fields, and a
 * table is still worth showing.
 */
public final class JsonView {

    private final JsonObject object;

    public JsonView(JsonObject object) {
        this.object = object;
    }

    /** A text, number or truth value as text; empty text if it is absent. */
    public String text(String name) {
        var value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    public boolean has(String name) {
        return object.has(name) && !object.get(name).isJsonNull();
    }

    public boolean isTrue(String name) {
        return "true".equals(text(name));
    }

    public Optional<JsonView> view(String name) {
        return object.get(name) instanceof JsonObject inner ? Optional.of(new JsonView(inner)) : Optional.empty();
    }

    /** The names of its fields, in their order. */
    public List<String> names() {
        return List.copyOf(object.keySet());
    }

    public List<JsonView> views(String name) {
        return elements(name)
                .filter(JsonObject.class::isInstance)
                .map(inner -> new JsonView(inner.getAsJsonObject()))
                .toList();
    }

    public List<String> texts(String name) {
        return elements(name)
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .toList();
    }

    /** An array as it came; an empty one if it is absent. */
    public JsonArray array(String name) {
        return object.get(name) instanceof JsonArray array ? array : new JsonArray();
    }

    private Stream<JsonElement> elements(String name) {
        return StreamSupport.stream(array(name).spliterator(), false);
    }
}
