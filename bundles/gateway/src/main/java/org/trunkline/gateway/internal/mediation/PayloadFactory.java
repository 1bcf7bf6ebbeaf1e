package org.trunkline.gateway.internal.mediation;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.gateway.internal.xml.XmlWriter;

/**
 * Makes a new body from a text in which {@code $1}, {@code $2}, ... stand for arguments. What is put in is escaped for
 * the kind of text and the place, so that a value never becomes structure.
 */
public record PayloadFactory(Kind kind, List<Part> parts) implements Mediator {

    private static final Pattern ARGUMENT = Pattern.compile("\\$(\\d{1,3})");
    private static final Pattern SCALAR = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?|true|false|null");

    /** What a body is made of. */
    public enum Kind {
        JSON("application/json"),
        XML("application/xml"),
        TEXT("text/plain");

        private final String mediaType;

        Kind(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    /** A piece of the text. */
    private sealed interface Part permits Fixed, Argument {}

    private record Fixed(String text) implements Part {}

    /** @param quoted whether it stands between the quotes of a JSON string */
    private record Argument(Expression value, boolean quoted) implements Part {}

    public PayloadFactory {
        Objects.requireNonNull(kind, "kind");
        parts = List.copyOf(parts);
    }

    public static PayloadFactory of(Kind kind, String format, List<Expression> arguments) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = ARGUMENT.matcher(format);
        boolean quoted = false;
        int done = 0;
        while (matcher.find()) {
            int index = Integer.parseInt(matcher.group(1)) - 1;
            if (index >= 0 && index < arguments.size()) {
                String before = format.substring(done, matcher.start());
                quoted = isQuotedBehind(before, quoted);
                parts.add(new Fixed(before));
                parts.add(new Argument(arguments.get(index), quoted));
                done = matcher.end();
            }
        }
        parts.add(new Fixed(format.substring(done)));
        return new PayloadFactory(kind, parts);
    }

    private static boolean isQuotedBehind(String json, boolean quotedBefore) {
        boolean quoted = quotedBefore;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            }
        }
        return quoted;
    }

    @Override
    public Flow mediate(Mediation mediation) throws MediationException {
        StringBuilder payload = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Fixed fixed) {
                payload.append(fixed.text());
            } else if (part instanceof Argument argument) {
                payload.append(value(argument, mediation));
            }
        }
        mediation.setBody(Body.of(payload.toString().getBytes(StandardCharsets.UTF_8)));
        mediation.removeHeader("Content-Encoding");
        mediation.setHeader("Content-Type", kind.mediaType + "; charset=UTF-8");
        mediation.removeAxis2(Axis2.NO_ENTITY_BODY);
        return Flow.CONTINUE;
    }

    private String value(Argument argument, Mediation mediation) throws MediationException {
        return switch (kind) {
            case JSON ->
                argument.quoted()
                        ? withoutQuotes(new JsonPrimitive(argument.value().evaluate(mediation)))
                        : json(argument.value(), mediation);
            case XML -> XmlWriter.escape(argument.value().evaluate(mediation));
            case TEXT -> argument.value().evaluate(mediation);
        };
    }

    private static String withoutQuotes(JsonPrimitive text) {
        String quoted = text.toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    /** JSON as it is, a number as it is, and any other text as a string. */
    private static String json(Expression value, Mediation mediation) throws MediationException {
        if (value instanceof Expression.Json json) {
            return json.path()
                    .find(mediation.bodyText())
                    .map(JsonElement::toString)
                    .orElse("null");
        }
        String text = value.evaluate(mediation);
        return SCALAR.matcher(text).matches() ? text : new JsonPrimitive(text).toString();
    }
}
