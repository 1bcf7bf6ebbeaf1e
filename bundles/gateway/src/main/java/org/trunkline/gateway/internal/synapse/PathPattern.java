package org.trunkline.gateway.internal.synapse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which paths behind an API's context a resource is for. Immutable. The paths are decoded; none holds an encoded slash.
 *
 * <p>Of several resources that match, the most specific serves: a whole path before a template, a template before a
 * prefix, and a longer one before a shorter one.
 */
public sealed interface PathPattern {

    /** The variables of the path if it matches, mostly none. */
    Optional<Map<String, String>> match(String path);

    /** Patterns with a higher rank are asked first. */
    int rank();

    /** Every path, for a resource that says nothing about it. */
    record Any() implements PathPattern {

        @Override
        public Optional<Map<String, String>> match(String path) {
            return Optional.of(Map.of());
        }

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public String toString() {
            return "/*";
        }
    }

    /** {@code url-mapping="/menu"}: this path, with or without a slash behind it. */
    record Whole(String wanted) implements PathPattern {

        public Whole {
            Objects.requireNonNull(wanted, "wanted");
        }

        @Override
        public Optional<Map<String, String>> match(String path) {
            boolean same = path.equals(wanted)
                    || path.length() == wanted.length() + 1 && path.startsWith(wanted) && path.endsWith("/");
            return same ? Optional.of(Map.of()) : Optional.empty();
        }

        @Override
        public int rank() {
            return 3 << 16;
        }

        @Override
        public String toString() {
            return wanted;
        }
    }

    /** {@code url-mapping="/menu/*"}: this path and all below it. */
    record Below(String prefix) implements PathPattern {

        public Below {
            Objects.requireNonNull(prefix, "prefix");
        }

        @Override
        public Optional<Map<String, String>> match(String path) {
            return path.equals(prefix) || path.startsWith(prefix + "/") ? Optional.of(Map.of()) : Optional.empty();
        }

        @Override
        public int rank() {
            return (1 << 16) + Math.min(prefix.length(), 0xffff);
        }

        @Override
        public String toString() {
            return prefix + "/*";
        }
    }

    /** {@code url-mapping="*.json"}: all paths that end so. */
    record Ending(String ending) implements PathPattern {

        public Ending {
            Objects.requireNonNull(ending, "ending");
        }

        @Override
        public Optional<Map<String, String>> match(String path) {
            return path.endsWith(ending) ? Optional.of(Map.of()) : Optional.empty();
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public String toString() {
            return "*" + ending;
        }
    }

    /** {@code uri-template="/order/{id}"}. */
    record Template(String text, Pattern regex, List<String> names, int literals) implements PathPattern {

        private static final Pattern VARIABLE = Pattern.compile("\\{(\\+?)([A-Za-z_][\\w.-]*)}");

        public Template {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(regex, "regex");
            names = List.copyOf(names);
        }

        /** @throws IllegalArgumentException if it has a form that the preview front does not implement */
        static Template parse(String text) {
            String path = text.endsWith("/*") ? text.substring(0, text.length() - 2) : text;
            StringBuilder regex = new StringBuilder();
            List<String> names = new ArrayList<>();
            Matcher variable = VARIABLE.matcher(path);
            int done = 0;
            int literals = 0;
            while (variable.find()) {
                String literal = path.substring(done, variable.start());
                if (literal.isEmpty() && done > 0) {
                    throw new IllegalArgumentException("two variables with nothing between them");
                }
                regex.append(quote(literal)).append(variable.group(1).isEmpty() ? "([^/]+)" : "(.+)");
                names.add(variable.group(2));
                literals += literal.length();
                done = variable.end();
            }
            String rest = path.substring(done);
            literals += rest.length();
            regex.append(quote(rest)).append(text.endsWith("/*") ? "(?:/.*)?" : "/?");
            return new Template(text, Pattern.compile(regex.toString(), Pattern.DOTALL), names, literals);
        }

        private static String quote(String literal) {
            if (literal.chars().anyMatch(c -> "{}?#*".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("it is more than a path with variables");
            }
            return Pattern.quote(literal);
        }

        @Override
        public Optional<Map<String, String>> match(String path) {
            Matcher matcher = regex.matcher(path);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                variables.put(names.get(i), matcher.group(i + 1));
            }
            return Optional.of(variables);
        }

        @Override
        public int rank() {
            return (2 << 16) + Math.min(literals, 0xffff);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
