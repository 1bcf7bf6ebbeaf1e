package org.trunkline.rest.internal.http;

import java.util.List;
import java.util.Optional;

/**
 * What a route is for those who call it: the OpenAPI document is made of this, and what a request may carry is checked
 * against it.
 *
 * @param id unique among all routes
 * @param summary a phrase without a full stop
 * @param query all parameters that the query may hold
 * @param headers the headers that make a difference, beside those of HTTP itself
 * @param body what the request must carry
 * @param waits whether the answer may be held back until something happens
 * @param answers all that differ from route to route; 401 and 403 follow from the role
 */
public record Operation(
        String id,
        String summary,
        List<Parameter> query,
        List<Parameter> headers,
        Optional<Media> body,
        boolean waits,
        List<Answer> answers) {

    public Operation {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
        answers = List.copyOf(answers);
    }

    public static Operation of(String id, String summary) {
        return new Operation(id, summary, List.of(), List.of(), Optional.empty(), false, List.of());
    }

    public Operation query(Parameter... parameters) {
        return new Operation(id, summary, List.of(parameters), headers, body, waits, answers);
    }

    public Operation headers(Parameter... parameters) {
        return new Operation(id, summary, query, List.of(parameters), body, waits, answers);
    }

    public Operation body(String type, String schema) {
        return new Operation(id, summary, query, headers, Optional.of(new Media(type, schema)), waits, answers);
    }

    /** The same operation, whose answer may be held back. */
    public Operation waiting() {
        return new Operation(id, summary, query, headers, body, true, answers);
    }

    public Operation answers(Answer... all) {
        return new Operation(id, summary, query, headers, body, waits, List.of(all));
    }
}
