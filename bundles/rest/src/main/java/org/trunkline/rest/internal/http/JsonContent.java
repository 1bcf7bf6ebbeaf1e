package org.trunkline.rest.internal.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** A JSON document. */
public final class JsonContent implements Content {

    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private final String type;
    private final byte[] bytes;

    private JsonContent(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    public static JsonContent of(JsonElement json) {
        return of("application/json", json);
    }

    static JsonContent of(String type, JsonElement json) {
        return new JsonContent(type, (GSON.toJson(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
