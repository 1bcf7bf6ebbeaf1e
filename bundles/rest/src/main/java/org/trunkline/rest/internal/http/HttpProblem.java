package org.trunkline.rest.internal.http;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong, as RFC 9457 has it.
 *
 * @param title the kind of problem, the same for all of its kind
 * @param detail what was asked, what is wrong and what to do
 * @param headers what the answer carries beside it
 * @param incident names the line of the log that tells the rest
 */
public record HttpProblem(
        int status, String title, String detail, Map<String, String> headers, Optional<String> incident) {

    public static final String CONTENT_TYPE = "application/problem+json";

    public HttpProblem {
        headers = Map.copyOf(headers);
    }

    public static HttpProblem of(int status, String title, String detail) {
        return new HttpProblem(status, title, detail, Map.of(), Optional.empty());
    }

    /** The same problem with one more header. */
    public HttpProblem with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new HttpProblem(status, title, detail, all, incident);
    }

    HttpProblem loggedAs(String incidentId) {
        return new HttpProblem(status, title, detail, headers, Optional.of(incidentId));
    }

    Reply asReply() {
        JsonObject json = new JsonObject();
        json.addProperty("title", title);
        json.addProperty("status", status);
        json.addProperty("detail", detail);
        incident.ifPresent(id -> json.addProperty("incident", id));
        Reply reply = Reply.of(status, JsonContent.of(CONTENT_TYPE, json));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }
}
