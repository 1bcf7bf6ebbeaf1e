package org.trunkline.rest.internal.http;

import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, ready to be sent.
 *
 * @param headers all but those that say what the content is
 */
public record Reply(int status, Map<String, String> headers, Optional<Content> content) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply ok(JsonElement json) {
        return of(200, JsonContent.of(json));
    }

    public static Reply of(int status, Content content) {
        return new Reply(status, Map.of(), Optional.of(content));
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), Optional.empty());
    }

    /** The same answer with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Reply(status, all, content);
    }
}
