package org.trunkline.gateway.internal.mediation;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of JSONPath that names one place: {@code $}, {@code .name}, {@code ['name']} and {@code [0]}. */
public record JsonPath(List<String> steps) {

    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_][\\w-]*)|\\['([^']*)'\\]|\\[(\\d{1,9})\\]");

    public JsonPath {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException if it is more than a path to one place */
    public static JsonPath parse(String path) {
        if (!path.startsWith("$")) {
            throw new IllegalArgumentException("the JSON path " + path + " does not begin with $");
        }
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int done = 1;
        while (done < path.length()) {
            if (!step.find(done) || step.start() != done) {
                throw new IllegalArgumentException("the JSON path " + path);
            }
            steps.add(step.group(1) != null ? step.group(1) : step.group(2) != null ? step.group(2) : step.group(3));
            done = step.end();
        }
        return new JsonPath(steps);
    }

    /** What stands there; empty if nothing does, or the text is no JSON. */
    public Optional<JsonElement> find(String json) {
        JsonElement place;
        try {
            place = JsonParser.parseString(json);
        } catch (JsonParseException e) {
            return Optional.empty();
        }
        for (String step : steps) {
            if (place.isJsonObject() && place.getAsJsonObject().has(step)) {
                place = place.getAsJsonObject().get(step);
            } else if (place.isJsonArray()
                    && step.matches("\\d{1,9}")
                    && Integer.parseInt(step) < place.getAsJsonArray().size()) {
                place = place.getAsJsonArray().get(Integer.parseInt(step));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(place);
    }

    /** The value as text: a string without its quotes, anything else as JSON. */
    public static String text(JsonElement element) {
        return element.isJsonPrimitive() ? element.getAsString() : element.isJsonNull() ? "" : element.toString();
    }
}
