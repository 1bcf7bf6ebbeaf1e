package org.trunkline.rest.internal.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.registry.Page;
import org.trunkline.registry.RegistryPath;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Query;

/** What requests to the registry have in common. */
final class Asked {

    static final String JSON = "application/json";

    static final Parameter START = Parameter.number("start", "the position of the first one, from 0");
    static final Parameter LIMIT = Parameter.number("limit", "how many at most, from 1 to 1000; 100 unless given");
    static final Parameter VERSION = Parameter.number("version", "as this version has it; as it is now unless given");

    static final Answer ABSENT = Answer.empty(404, "there is no such thing, or the account may not see it");
    static final Answer REFUSED = Answer.empty(422, "the registry refuses it; the detail says why");
    static final Answer NOT_JSON = Answer.empty(415, "the body is not application/json in UTF-8");
    static final Answer TOO_LARGE = Answer.empty(413, "the body is over max_body_size");
    static final Answer STALE = Answer.empty(412, "If-Match or If-None-Match does not hold");

    private static final int LIMIT_UNLESS_GIVEN = 100;
    private static final int GREATEST_LIMIT = 1_000;

    private Asked() {}

    /** The resource that the path of the request names. */
    static RegistryPath path(Call call) throws ProblemException {
        List<String> names = call.rest("path");
        if (names.isEmpty() || names.equals(List.of(""))) {
            return RegistryPath.ROOT;
        }
        if (names.stream().anyMatch(name -> name.indexOf('/') >= 0)) {
            throw ProblemException.badRequest(
                    "A name in the path holds an encoded slash (%2F), which no name may hold.");
        }
        return path("/" + String.join("/", names));
    }

    static RegistryPath path(String text) throws ProblemException {
        try {
            return RegistryPath.of(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(RegistryProblems.sentence(e.getMessage()));
        }
    }

    static Page.Request page(Query query) throws ProblemException {
        long start = number(query, "start").orElse(0);
        return new Page.Request(start, query.count("limit", LIMIT_UNLESS_GIVEN, GREATEST_LIMIT));
    }

    static OptionalLong version(Call call) throws ProblemException {
        return number(call.query(), "version");
    }

    /** A number that the route requires. */
    static long requiredNumber(Query query, String name) throws ProblemException {
        return number(query, name).orElseThrow();
    }

    private static OptionalLong number(Query query, String name) throws ProblemException {
        Optional<String> value = query.value(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!value.get().matches("[0-9]{1,18}")) {
            throw ProblemException.badRequest("The query parameter '" + name + "' must be a number, 0 or more.");
        }
        return OptionalLong.of(Long.parseLong(value.get()));
    }

    static boolean flag(Query query, String name) throws ProblemException {
        String value = query.value(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw ProblemException.badRequest("The query parameter '" + name + "' must be true or false.");
        }
        return value.equals("true");
    }

    /** One of an enumeration's names, in lower case with dashes. */
    static <E extends Enum<E>> Optional<E> oneOf(Query query, String name, E[] values) throws ProblemException {
        Optional<String> value = query.value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        for (E possible : values) {
            if (RegistryJson.name(possible).equals(value.get())) {
                return Optional.of(possible);
            }
        }
        throw ProblemException.badRequest("The query parameter '" + name + "' must be one of "
                + String.join(
                        ", ", Arrays.stream(values).map(RegistryJson::name).toList()) + ".");
    }
}
