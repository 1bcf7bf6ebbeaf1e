package org.trunkline.gateway.internal.mediation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an {@code expression} attribute says, as far as the preview front can work it out. Immutable. */
public sealed interface Expression {

    /** Its value; a property that is not set is the empty text, as in XPath. */
    String evaluate(Mediation mediation) throws MediationException;

    /** The places where a name can stand for a value. */
    enum Scope {
        DEFAULT,
        AXIS2,
        TRANSPORT
    }

    /** A text that stands there. */
    record Text(String value) implements Expression {

        public Text {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String evaluate(Mediation mediation) {
            return value;
        }
    }

    /** {@code get-property('scope', 'name')}, {@code $ctx:name}, {@code $axis2:name}, {@code $trp:name}. */
    record Property(Scope scope, String name) implements Expression {

        @Override
        public String evaluate(Mediation mediation) {
            Optional<String> value = switch (scope) {
                case DEFAULT ->
                    name.equals("SYSTEM_TIME")
                            ? Optional.of(Long.toString(System.currentTimeMillis()))
                            : mediation.property(name);
                case AXIS2 -> mediation.axis2(name);
                case TRANSPORT -> mediation.header(name);
            };
            return value.orElse("");
        }
    }

    /** {@code fn:concat(a, b, ...)}. */
    record Concat(List<Expression> parts) implements Expression {

        public Concat {
            parts = List.copyOf(parts);
        }

        @Override
        public String evaluate(Mediation mediation) throws MediationException {
            StringBuilder all = new StringBuilder();
            for (Expression part : parts) {
                all.append(part.evaluate(mediation));
            }
            return all.toString();
        }

        @Override
        public String toString() {
            return parts.stream().map(Object::toString).collect(Collectors.joining(", ", "concat(", ")"));
        }
    }

    /** {@code base64Encode(a)}. */
    record Base64Encode(Expression value) implements Expression {

        @Override
        public String evaluate(Mediation mediation) throws MediationException {
            return Base64.getEncoder().encodeToString(value.evaluate(mediation).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** {@code json-eval($.a.b[0])}. */
    record Json(JsonPath path) implements Expression {

        @Override
        public String evaluate(Mediation mediation) throws MediationException {
            return path.find(mediation.bodyText()).map(JsonPath::text).orElse("");
        }
    }
}
