package org.trunkline.rest.internal.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The query of a request, decoded; it holds no parameter that its route does not know. */
public final class Query {

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * @param raw as it was sent, empty if there is none
     * @param allowed the parameters of the route
     */
    static Query parse(String raw, List<Parameter> allowed) throws ProblemException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = Percent.decode("query", equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0
                    ? ""
                    : Percent.decode("query parameter '" + name + "'", pair.substring(equals + 1), true);
            Parameter parameter = allowed.stream()
                    .filter(p -> p.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(name, allowed));
            if (value.isEmpty()) {
                throw ProblemException.badRequest("The query parameter '" + name + "' has no value.");
            }
            List<String> earlier = values.computeIfAbsent(name, n -> new ArrayList<>());
            if (!earlier.isEmpty() && !parameter.repeated()) {
                throw ProblemException.badRequest("The query parameter '" + name + "' is given more than once.");
            }
            earlier.add(value);
        }
        for (Parameter parameter : allowed) {
            if (parameter.required() && !values.containsKey(parameter.name())) {
                throw ProblemException.badRequest(
                        "The query parameter '" + parameter.name() + "' is missing: " + parameter.description() + ".");
            }
        }
        return new Query(values);
    }

    private static ProblemException unknown(String name, List<Parameter> allowed) {
        String possible = allowed.isEmpty()
                ? "none is known here"
                : "known here: "
                        + String.join(
                                ", ", allowed.stream().map(Parameter::name).toList());
        return ProblemException.badRequest("Unknown query parameter '" + name + "'; " + possible + ".");
    }

    public Optional<String> value(String name) {
        return all(name).stream().findFirst();
    }

    /** The value of a parameter that the route requires. */
    public String required(String name) {
        return value(name).orElseThrow(() -> new IllegalStateException("The route does not require '" + name + "'"));
    }

    /** Every value of a parameter, in the order given. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A number from 1 to a greatest one. */
    public int count(String name, int unlessGiven, int greatest) throws ProblemException {
        Optional<String> value = value(name);
        if (value.isEmpty()) {
            return unlessGiven;
        }
        String text = value.get();
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > greatest) {
            throw ProblemException.badRequest(
                    "The query parameter '" + name + "' must be a number from 1 to " + greatest + ".");
        }
        return Integer.parseInt(text);
    }
}
