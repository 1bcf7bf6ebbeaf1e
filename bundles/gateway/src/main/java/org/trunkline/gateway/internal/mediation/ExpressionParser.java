package org.trunkline.gateway.internal.mediation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.gateway.internal.mediation.Expression.Scope;

/** Reads the expressions that WSO2's templates use; anything else is refused by name, never guessed at. */
public final class ExpressionParser {

    private static final Pattern VARIABLE = Pattern.compile("\\$(ctx|axis2|trp|url):([\\w.:-]+)");
    private static final Pattern FUNCTION = Pattern.compile("((?:fn:)?[A-Za-z][\\w-]*)\\s*\\(");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final int MAX_DEPTH = 20;

    private final String text;
    private int at;

    private ExpressionParser(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is one that the preview front does not implement; the message names it */
    public static Expression parse(String expression) {
        String text = expression.trim();
        if (text.startsWith("json-eval(") && text.endsWith(")")) {
            return new Expression.Json(JsonPath.parse(
                    text.substring("json-eval(".length(), text.length() - 1).trim()));
        }
        ExpressionParser parser = new ExpressionParser(text);
        Expression parsed = parser.value(0);
        parser.skipBlanks();
        if (parser.at != text.length()) {
            throw parser.unknown();
        }
        return parsed;
    }

    private Expression value(int depth) {
        skipBlanks();
        if (at >= text.length() || depth > MAX_DEPTH) {
            throw unknown();
        }
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return new Expression.Text(quoted());
        }
        Matcher variable = VARIABLE.matcher(text).region(at, text.length());
        if (variable.lookingAt()) {
            at = variable.end();
            return variable(variable.group(1), variable.group(2));
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            return new Expression.Text(number.group());
        }
        Matcher function = FUNCTION.matcher(text).region(at, text.length());
        if (function.lookingAt()) {
            at = function.end();
            return function(function.group(1), arguments(depth));
        }
        throw unknown();
    }

    private static Expression variable(String kind, String name) {
        return switch (kind) {
            case "ctx" -> new Expression.Property(Scope.DEFAULT, name);
            case "axis2" -> new Expression.Property(Scope.AXIS2, name);
            case "trp" -> new Expression.Property(Scope.TRANSPORT, name);
            default -> new Expression.Property(Scope.DEFAULT, "query.param." + name);
        };
    }

    private Expression function(String name, List<Expression> arguments) {
        String local = name.startsWith("fn:") ? name.substring(3) : name;
        if (local.equals("concat") && arguments.size() >= 2) {
            return new Expression.Concat(arguments);
        }
        if (local.equals("string") && arguments.size() == 1) {
            return arguments.get(0);
        }
        if (local.equals("base64Encode") && arguments.size() == 1) {
            return new Expression.Base64Encode(arguments.get(0));
        }
        if (local.equals("get-property") && arguments.stream().allMatch(Expression.Text.class::isInstance)) {
            if (arguments.size() == 1) {
                return new Expression.Property(Scope.DEFAULT, literal(arguments.get(0)));
            }
            if (arguments.size() == 2) {
                return new Expression.Property(scope(literal(arguments.get(0))), literal(arguments.get(1)));
            }
        }
        throw unknown();
    }

    private Scope scope(String name) {
        return switch (name) {
            case "default", "synapse" -> Scope.DEFAULT;
            case "axis2" -> Scope.AXIS2;
            case "transport" -> Scope.TRANSPORT;
            default -> throw unknown();
        };
    }

    private static String literal(Expression expression) {
        return ((Expression.Text) expression).value();
    }

    private List<Expression> arguments(int depth) {
        List<Expression> arguments = new ArrayList<>();
        skipBlanks();
        if (skip(')')) {
            return arguments;
        }
        do {
            arguments.add(value(depth + 1));
            skipBlanks();
        } while (skip(','));
        if (!skip(')')) {
            throw unknown();
        }
        return arguments;
    }

    private String quoted() {
        int end = text.indexOf(text.charAt(at), at + 1);
        if (end < 0) {
            throw unknown();
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private boolean skip(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException("the expression " + text);
    }
}
