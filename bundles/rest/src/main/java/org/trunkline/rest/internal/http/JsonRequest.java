package org.trunkline.rest.internal.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small JSON object that a request carries, with none but known fields. No message quotes what is in it, because that
 * can be a password.
 */
public final class JsonRequest {

    private static final Gson GSON =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();
    private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");

    private final JsonObject json;

    private JsonRequest(JsonObject json) {
        this.json = json;
    }

    /** Reads the body of a request, which may have these fields and no other. */
    public static JsonRequest read(Call call, List<String> fields) throws ProblemException, IOException {
        JsonObject json = parse(text(call));
        if (!fields.containsAll(json.keySet())) {
            throw ProblemException.badRequest(
                    "The body holds an unknown field; known here: " + String.join(", ", fields) + ".");
        }
        return new JsonRequest(json);
    }

    private static String text(Call call) throws ProblemException, IOException {
        try (InputStream in = call.body()) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(HttpProblem.of(400, "Bad request", "The body is not UTF-8."), e);
        }
    }

    private static JsonObject parse(String text) throws ProblemException {
        try {
            JsonElement json = GSON.fromJson(text, JsonElement.class);
            if (json == null || !json.isJsonObject()) {
                throw ProblemException.badRequest("The body must be a JSON object.");
            }
            return json.getAsJsonObject();
        } catch (JsonParseException e) {
            Matcher place = PLACE.matcher(Optional.ofNullable(e.getMessage()).orElse(""));
            String where = place.find() ? " at " + place.group() : "";
            throw new ProblemException(
                    HttpProblem.of(400, "Bad request", "The body is not valid JSON" + where + "."), e);
        }
    }

    /** A text that has to be there. */
    public String text(String field) throws ProblemException {
        return text(field, json.get(field));
    }

    /** A list of texts that has to be there. */
    public List<String> texts(String field) throws ProblemException {
        JsonElement value = json.get(field);
        if (value == null || !value.isJsonArray()) {
            throw ProblemException.badRequest("The field '" + field + "' must be a list of texts.");
        }
        List<String> texts = new ArrayList<>();
        for (JsonElement element : value.getAsJsonArray()) {
            texts.add(text(field, element));
        }
        return texts;
    }

    /** A text; empty if it is not there or null. */
    public Optional<String> optionalText(String field) throws ProblemException {
        JsonElement value = json.get(field);
        return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(text(field, value));
    }

    /** An object whose fields hold a text or a list of texts each; empty if it is not there. */
    public Map<String, List<String>> textsByName(String field) throws ProblemException {
        JsonElement value = json.get(field);
        if (value == null || value.isJsonNull()) {
            return Map.of();
        }
        if (!value.isJsonObject()) {
            throw ProblemException.badRequest("The field '" + field + "' must be an object.");
        }
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : value.getAsJsonObject().entrySet()) {
            JsonElement values = entry.getValue();
            List<String> texts = new ArrayList<>();
            for (JsonElement element : values.isJsonArray() ? values.getAsJsonArray() : List.of(values)) {
                texts.add(text(field + "." + entry.getKey(), element));
            }
            all.put(entry.getKey(), texts);
        }
        return all;
    }

    private static String text(String field, JsonElement value) throws ProblemException {
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isString()) {
            throw ProblemException.badRequest("The field '" + field + "' is missing or no text.");
        }
        return value.getAsString();
    }
}
