package org.trunkline.gateway.internal.preview;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.trunkline.gateway.internal.mediation.Body;
import org.trunkline.gateway.internal.mediation.HeaderFields;

/** What a client gets. */
record Reply(int status, HeaderFields headers, Body body) {

    static final int NOT_IMPLEMENTED = 501;

    Reply {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }

    /** The gateway's own word on why there is no answer, as JSON after RFC 9457. */
    static Reply problem(int status, String title, String detail) {
        return problem(status, title, detail, List.of());
    }

    /** @param missing each thing that would have to be implemented */
    static Reply notImplemented(String detail, List<String> missing) {
        return problem(NOT_IMPLEMENTED, "Not implemented by the preview front", detail, missing);
    }

    private static Reply problem(int status, String title, String detail, List<String> missing) {
        JsonObject json = new JsonObject();
        json.addProperty("title", title);
        json.addProperty("status", status);
        json.addProperty("detail", detail);
        if (!missing.isEmpty()) {
            JsonArray names = new JsonArray();
            missing.forEach(names::add);
            json.add("notImplemented", names);
        }
        HeaderFields headers = new HeaderFields();
        headers.set("Content-Type", "application/problem+json");
        return new Reply(status, headers, Body.of((json + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    Reply withHeader(String name, String value) {
        headers.set(name, value);
        return this;
    }
}
