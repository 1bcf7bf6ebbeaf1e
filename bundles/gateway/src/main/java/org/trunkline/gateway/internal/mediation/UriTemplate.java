package org.trunkline.gateway.internal.mediation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address with variables, as an {@code http} endpoint of Synapse has it: {@code {uri.var.x}} is replaced by the
 * property of that name, percent-encoded; {@code {+uri.var.x}} leaves the characters that have a meaning in a URI.
 */
public record UriTemplate(List<Part> parts) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\+?)([A-Za-z_][\\w.-]*)}");
    private static final String UNRESERVED = "-._~";
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    /** A literal text, or a variable. */
    public sealed interface Part permits Literal, Variable {}

    public record Literal(String text) implements Part {}

    public record Variable(String name, boolean keepReserved) implements Part {}

    public UriTemplate {
        parts = List.copyOf(parts);
    }

    /** An address without variables: braces mean nothing in it. */
    public static UriTemplate literal(String address) {
        return new UriTemplate(List.of(new Literal(address)));
    }

    /** @throws IllegalArgumentException if a brace is not that of a variable */
    public static UriTemplate parse(String template) {
        List<Part> parts = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(template);
        int done = 0;
        while (variable.find()) {
            addLiteral(parts, template.substring(done, variable.start()), template);
            parts.add(new Variable(variable.group(2), !variable.group(1).isEmpty()));
            done = variable.end();
        }
        addLiteral(parts, template.substring(done), template);
        return new UriTemplate(parts);
    }

    private static void addLiteral(List<Part> parts, String text, String template) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("'" + template + "' has a brace that is not that of a variable");
        }
        if (!text.isEmpty()) {
            parts.add(new Literal(text));
        }
    }

    /** The scheme, where the template begins with one that holds no variable. */
    public Optional<String> scheme() {
        if (!parts.isEmpty() && parts.get(0) instanceof Literal first) {
            int colon = first.text().indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(first.text().substring(0, colon));
        }
        return Optional.empty();
    }

    /** The address with each variable replaced; one that is not set leaves nothing. */
    public String expand(Function<String, Optional<String>> variables) {
        StringBuilder address = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                address.append(literal.text());
            } else if (part instanceof Variable variable) {
                variables
                        .apply(variable.name())
                        .ifPresent(value -> encode(value, variable.keepReserved() ? RESERVED : "", address));
            }
        }
        return address.toString();
    }

    private static void encode(String value, String kept, StringBuilder out) {
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0 || kept.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
            }
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Variable variable) {
                text.append('{')
                        .append(variable.keepReserved() ? "+" : "")
                        .append(variable.name())
                        .append('}');
            }
        }
        return text.toString();
    }
}
