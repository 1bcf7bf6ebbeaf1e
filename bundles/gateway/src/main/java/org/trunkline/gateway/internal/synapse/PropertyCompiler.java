package org.trunkline.gateway.internal.synapse;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trunkline.gateway.internal.mediation.Axis2;
import org.trunkline.gateway.internal.mediation.Expression;
import org.trunkline.gateway.internal.mediation.Expression.Scope;
import org.trunkline.gateway.internal.mediation.ExpressionParser;
import org.trunkline.gateway.internal.mediation.Mediator;
import org.trunkline.gateway.internal.mediation.RemoveValue;
import org.trunkline.gateway.internal.mediation.SetValue;
import org.trunkline.gateway.internal.xml.XmlElement;

/** Makes mediators of {@code <property>} and {@code <header>} elements. */
final class PropertyCompiler {

    /** Names that make Synapse do something else, in the default scope. */
    private static final Set<String> STEERING =
            Set.of("OUT_ONLY", "FORCE_ERROR_ON_SOAP_FAULT", "PRESERVE_WS_ADDRESSING", "TRANSPORT_IN_NAME");

    private static final Set<String> TEXT_TYPES =
            Set.of("STRING", "INTEGER", "BOOLEAN", "DOUBLE", "FLOAT", "LONG", "SHORT");

    /** What the name of a header field is made of (RFC 9110, 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private PropertyCompiler() {}

    static Optional<Mediator> property(XmlElement element, Gaps gaps) {
        Synapse.checkAttributes(element, Set.of("value", "expression", "scope", "action", "type"), gaps);
        Synapse.checkChildren(element, Set.of(), gaps);
        Optional<String> name = element.attribute("name");
        Optional<Scope> scope = scope(element);
        if (name.isEmpty() || scope.isEmpty()) {
            gaps.add("property " + name.orElse("without a name")
                    + element.attribute("scope")
                            .map(text -> " in scope " + text)
                            .orElse(""));
            return Optional.empty();
        }
        if (element.attribute("type")
                .filter(type -> !TEXT_TYPES.contains(type.toUpperCase(Locale.ROOT)))
                .isPresent()) {
            gaps.add("property " + name.get() + " of type "
                    + element.attribute("type").orElse(""));
            return Optional.empty();
        }
        boolean ignoredInSecret = scope.get() == Scope.AXIS2 && !Axis2.isImplemented(name.get())
                || scope.get() == Scope.DEFAULT && STEERING.contains(name.get());
        if (ignoredInSecret) {
            gaps.add("property " + name.get()
                    + element.attribute("scope")
                            .map(text -> " in scope " + text)
                            .orElse(""));
            return Optional.empty();
        }
        return mediator(element, scope.get(), name.get(), gaps);
    }

    /** A field of the transport's header; a SOAP header is not implemented. */
    static Optional<Mediator> header(XmlElement element, Gaps gaps) {
        Synapse.checkAttributes(element, Set.of("value", "expression", "scope", "action"), gaps);
        Synapse.checkChildren(element, Set.of(), gaps);
        String name = element.attribute("name").orElse("");
        if (element.attribute("scope").filter("transport"::equals).isPresent() && !name.isEmpty()) {
            return mediator(element, Scope.TRANSPORT, name, gaps);
        }
        if (name.equals("To") && isRemoval(element)) {
            // it is how a template says that the next <send/> goes to the client, and RESPONSE says so too
            return Optional.empty();
        }
        gaps.add("header " + name + " in the SOAP scope");
        return Optional.empty();
    }

    static boolean isRemoval(XmlElement element) {
        return element.attribute("action").filter("remove"::equals).isPresent();
    }

    private static Optional<Mediator> mediator(XmlElement element, Scope scope, String name, Gaps gaps) {
        if (scope == Scope.TRANSPORT && !TOKEN.matcher(name).matches()) {
            gaps.add("header name '" + name + "'");
            return Optional.empty();
        }
        if (isRemoval(element)) {
            return Optional.of(new RemoveValue(scope, name));
        }
        Optional<Expression> value = value(element, gaps);
        return value.map(expression -> new SetValue(scope, name, expression));
    }

    /** What a {@code value} or an {@code expression} attribute says. */
    static Optional<Expression> value(XmlElement element, Gaps gaps) {
        Optional<String> value = element.attribute("value");
        if (value.isPresent()) {
            return Optional.of(new Expression.Text(value.get()));
        }
        Optional<String> expression = element.attribute("expression");
        if (expression.isEmpty()) {
            gaps.add(Synapse.label(element) + " without a value");
            return Optional.empty();
        }
        return expression(expression.get(), gaps);
    }

    static Optional<Expression> expression(String text, Gaps gaps) {
        try {
            return Optional.of(ExpressionParser.parse(text));
        } catch (IllegalArgumentException e) {
            gaps.add(e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Scope> scope(XmlElement element) {
        return switch (element.attribute("scope").orElse("default")) {
            case "default", "synapse" -> Optional.of(Scope.DEFAULT);
            case "axis2" -> Optional.of(Scope.AXIS2);
            case "transport" -> Optional.of(Scope.TRANSPORT);
            default -> Optional.empty();
        };
    }
}
