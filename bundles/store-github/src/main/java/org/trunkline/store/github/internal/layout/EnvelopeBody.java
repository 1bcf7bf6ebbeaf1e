package org.trunkline.store.github.internal.layout;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A body as a part of a JSON file that a person can read and git can compare line by line, and that gives the very same
 * bytes back. JSON as Gson writes it (WSO2 does) stays JSON, with text of several lines as a list of lines; other text
 * becomes a list of lines; anything else Base64.
 */
final class EnvelopeBody {

    private static final String LINES = "$lines";
    private static final int BASE64_LINE = 100;
    private static final int DEEPEST = 64;

    /** Gson's default, which writes {@code <} as an escape, and Gson without that. */
    private static final Gson ESCAPING = new GsonBuilder().serializeNulls().create();

    private static final Gson PLAIN =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private EnvelopeBody() {}

    static void write(byte[] bytes, JsonObject envelope) {
        Optional<String> text = decoded(bytes);
        if (text.isPresent()) {
            for (String form : new String[] {"gson", "gson-plain"}) {
                Optional<JsonElement> json = json(text.get());
                if (json.isPresent() && gson(form).toJson(json.get()).equals(text.get())) {
                    envelope.addProperty("form", form);
                    envelope.add("body", split(json.get()));
                    return;
                }
            }
            envelope.addProperty("form", "text");
            envelope.add("body", lines(text.get()));
            return;
        }
        envelope.addProperty("form", "base64");
        envelope.add("body", base64(bytes));
    }

    /**
     * The bytes again.
     *
     * @throws IllegalArgumentException if the envelope does not have the form that it names
     */
    static byte[] read(JsonObject envelope) {
        String form = text(envelope.get("form"), "form");
        JsonElement body = envelope.get("body");
        if (body == null) {
            throw new IllegalArgumentException("it has no body");
        }
        switch (form) {
            case "gson":
            case "gson-plain":
                return gson(form).toJson(joined(body)).getBytes(StandardCharsets.UTF_8);
            case "text":
                return text(joined(body), "body").getBytes(StandardCharsets.UTF_8);
            case "base64":
                return fromBase64(body);
            default:
                throw new IllegalArgumentException("its form '" + form + "' is not known to this version");
        }
    }

    private static Gson gson(String form) {
        return form.equals("gson") ? ESCAPING : PLAIN;
    }

    static JsonArray base64(byte[] bytes) {
        String all = Base64.getEncoder().encodeToString(bytes);
        JsonArray lines = new JsonArray();
        for (int i = 0; i < all.length(); i += BASE64_LINE) {
            lines.add(all.substring(i, Math.min(all.length(), i + BASE64_LINE)));
        }
        return lines;
    }

    static byte[] fromBase64(JsonElement lines) {
        if (!lines.isJsonArray()) {
            throw new IllegalArgumentException("its Base64 is no list of lines");
        }
        StringBuilder all = new StringBuilder();
        lines.getAsJsonArray().forEach(line -> all.append(text(line, "a line of Base64")));
        return Base64.getDecoder().decode(all.toString());
    }

    static String text(JsonElement element, String what) {
        if (element == null
                || !element.isJsonPrimitive()
                || !element.getAsJsonPrimitive().isString()) {
            throw new IllegalArgumentException(what + " is no text");
        }
        return element.getAsString();
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonElement> json(String text) {
        try {
            JsonReader reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            JsonElement json = JsonParser.parseReader(reader);
            boolean whole = reader.peek() == JsonToken.END_DOCUMENT;
            return whole && (json.isJsonObject() || json.isJsonArray()) && plain(json, 0)
                    ? Optional.of(json)
                    : Optional.empty();
        } catch (JsonParseException | IOException | IllegalStateException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Whether the JSON can be told from what lines are written as. */
    private static boolean plain(JsonElement json, int depth) {
        if (depth > DEEPEST) {
            return false;
        }
        if (json.isJsonArray()) {
            for (JsonElement element : json.getAsJsonArray()) {
                if (!plain(element, depth + 1)) {
                    return false;
                }
            }
        } else if (json.isJsonObject()) {
            for (Map.Entry<String, JsonElement> member : json.getAsJsonObject().entrySet()) {
                if (member.getKey().equals(LINES) || !plain(member.getValue(), depth + 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static JsonElement split(JsonElement json) {
        if (json.isJsonArray()) {
            JsonArray array = new JsonArray();
            json.getAsJsonArray().forEach(element -> array.add(split(element)));
            return array;
        }
        if (json.isJsonObject()) {
            JsonObject object = new JsonObject();
            json.getAsJsonObject().entrySet().forEach(member -> object.add(member.getKey(), split(member.getValue())));
            return object;
        }
        boolean manyLines = json.isJsonPrimitive()
                && json.getAsJsonPrimitive().isString()
                && json.getAsString().indexOf('\n') >= 0;
        return manyLines ? lines(json.getAsString()) : json;
    }

    private static JsonObject lines(String text) {
        JsonArray lines = new JsonArray();
        Arrays.stream(text.split("\n", -1)).forEach(lines::add);
        JsonObject object = new JsonObject();
        object.add(LINES, lines);
        return object;
    }

    private static JsonElement joined(JsonElement json) {
        if (json.isJsonArray()) {
            JsonArray array = new JsonArray();
            json.getAsJsonArray().forEach(element -> array.add(joined(element)));
            return array;
        }
        if (!json.isJsonObject()) {
            return json;
        }
        JsonObject object = json.getAsJsonObject();
        if (object.size() == 1 && object.has(LINES) && object.get(LINES).isJsonArray()) {
            List<String> text = new ArrayList<>();
            object.getAsJsonArray(LINES).forEach(line -> text.add(text(line, "a line")));
            return new JsonPrimitive(String.join("\n", text));
        }
        JsonObject copy = new JsonObject();
        object.entrySet().forEach(member -> copy.add(member.getKey(), joined(member.getValue())));
        return copy;
    }
}
