package org.trunkline.cli.client;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.trunkline.cli.CommandFailed;

/** What the server answered to a request that it carried out. */
public final class Answer {

    private final String request;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(String request, HttpHeaders headers, byte[] body) {
        this.request = request;
        this.headers = headers;
        this.body = body;
    }

    /** A header's value; empty text if it is absent. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The bytes as they came. */
    public byte[] bytes() {
        return body.clone();
    }

    /** The body as text, as it came. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8).strip();
    }

    /**
     * The body as a JSON object.
     *
     * @throws CommandFailed if it is none: something else than a Trunkline node listens there
     */
    public JsonView json() throws CommandFailed {
        return new JsonView(object());
    }

    JsonObject object() throws CommandFailed {
        try {
            if (JsonParser.parseString(text()) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonParseException e) {
            throw CommandFailed.refused(noTrunkline(), e);
        }
        throw CommandFailed.refused(noTrunkline());
    }

    private String noTrunkline() {
        return "The answer to " + request + " is no JSON object. Is it a Trunkline node that listens there?";
    }
}
