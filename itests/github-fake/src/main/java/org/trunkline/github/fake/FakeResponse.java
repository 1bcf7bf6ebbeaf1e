package org.trunkline.github.fake;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer of the fake, before faults and limits are added. */
public record FakeResponse(int status, Map<String, String> headers, byte[] body) {

    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    static FakeResponse json(int status, JsonElement body) {
        return new FakeResponse(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                GSON.toJson(body).getBytes(StandardCharsets.UTF_8));
    }

    static FakeResponse raw(byte[] body) {
        return new FakeResponse(200, Map.of("Content-Type", "application/vnd.github.raw; charset=utf-8"), body);
    }

    static FakeResponse error(int status, String message) {
        JsonObject json = new JsonObject();
        json.addProperty("message", message);
        json.addProperty("documentation_url", "https://docs.github.com/rest");
        if (status == 422) {
            json.add("errors", new JsonArray());
        } else {
            json.addProperty("status", Integer.toString(status));
        }
        return json(status, json);
    }

    public FakeResponse with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new FakeResponse(status, all, body);
    }
}
