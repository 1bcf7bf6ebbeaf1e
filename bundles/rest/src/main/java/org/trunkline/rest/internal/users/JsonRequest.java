package org.trunkline.rest.internal.users;

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
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.ProblemException;

/**
 * A small JSON object that a request carries, with none but known fields. No message quotes what is in it, because that
 * can be a password.
 */
final class JsonRequest {

    private static final Gson GSON =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();
    private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");

    private final JsonObject json;

    private JsonRequest(JsonObject json) {
        this.json = json;
    }

    static JsonRequest read(Call call, List<String> fields) throws ProblemException, IOException {
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

    String text(String field) throws ProblemException {
        return text(field, json.get(field));
    }

    List<String> texts(String field) throws ProblemException {
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

    private static String text(String field, JsonElement value) throws ProblemException {
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isString()) {
            throw ProblemException.badRequest("The field '" + field + "' is missing or no text.");
        }
        return value.getAsString();
    }
}
