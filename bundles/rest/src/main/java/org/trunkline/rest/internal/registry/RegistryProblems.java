package org.trunkline.rest.internal.registry;

import org.trunkline.registry.RegistryException;
import org.trunkline.rest.internal.http.HttpProblem;

/** What a registry's refusal means for the one who asked through HTTP. */
final class RegistryProblems {

    HttpProblem of(RegistryException e) {
        String detail = sentence(e.getMessage());
        return switch (e.kind()) {
            case NOT_FOUND -> HttpProblem.of(404, "Not found", detail);
            case CONFLICT -> HttpProblem.of(409, "Conflict", detail);
            case REFUSED -> HttpProblem.of(422, "Refused by the registry", detail);
            case FORBIDDEN -> HttpProblem.of(403, "Not allowed", detail);
            case UNAVAILABLE ->
                HttpProblem.of(503, "Registry unavailable", detail).with("Retry-After", "5");
        };
    }

    /** A registry's messages are parts of sentences. */
    static String sentence(String message) {
        String end = message.endsWith(".") ? "" : ".";
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + end;
    }
}
