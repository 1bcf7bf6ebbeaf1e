package org.trunkline.sync.internal.codec;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects that hold strings only: the headers of frames and the lines of journals. Never more than one line. */
public final class FlatJson {

    private FlatJson() {}

    public static String encode(Map<String, String> fields) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.name(field.getKey()).value(field.getValue());
            }
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can always be written", e);
        }
        return text.toString();
    }

    /** @throws IOException if it is anything else than one object of strings */
    public static Map<String, String> decode(String text) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.setStrictness(Strictness.STRICT);
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (json.peek() != JsonToken.STRING || fields.put(name, json.nextString()) != null) {
                    throw new IOException("The field '" + name + "' is there twice or is no string");
                }
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("There is more behind the JSON object");
            }
        } catch (IllegalStateException e) {
            throw new IOException("Not an object of strings: " + e.getMessage(), e);
        }
        return fields;
    }
}
