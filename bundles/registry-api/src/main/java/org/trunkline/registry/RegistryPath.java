package org.trunkline.registry;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The absolute path of a resource: {@code /} or names, each behind a slash. Two paths are equal if they are the same text,
 * and they are ordered by their names from the root on. Immutable.
 *
 * <p>A name has 1 to {@value #MAX_NAME} characters, is in Unicode's form NFC, is neither {@code .} nor {@code ..}, and
 * holds no control character and none of {@value #ILLEGAL}, which WSO2's registry calls illegal.
 */
public final class RegistryPath implements Comparable<RegistryPath> {

    /** The longest name, in characters. */
    public static final int MAX_NAME = 255;

    /** The longest path that something can be created at, in characters. */
    public static final int MAX_LENGTH = 1_000;

    /** What no name holds, besides the slash and control characters. The source of the list is WSO2's registry.core 4.6.0. */
    public static final String ILLEGAL = "~!@#;%^*()+={}|\\<>\"',";

    /** The top of the tree. */
    public static final RegistryPath ROOT = new RegistryPath("/");

    private static final int MAX_ADDRESS = 10_000;

    private final String text;

    private RegistryPath(String text) {
        this.text = text;
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong with it
     */
    public static RegistryPath of(String text) {
        Objects.requireNonNull(text, "path");
        if (text.length() > MAX_ADDRESS) {
            throw new IllegalArgumentException("a path of " + text.length() + " characters is too long");
        }
        if (text.equals("/")) {
            return ROOT;
        }
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("the path '" + printable(text) + "' does not begin with '/'");
        }
        for (String name : text.substring(1).split("/", -1)) {
            requireName(name, text);
        }
        return new RegistryPath(text);
    }

    private static void requireName(String name, String path) {
        String problem = problemOf(name);
        if (problem != null) {
            throw new IllegalArgumentException("the path '" + printable(path) + "' " + problem);
        }
    }

    private static String problemOf(String name) {
        if (name.isEmpty()) {
            return "holds an empty name";
        }
        if (name.equals(".") || name.equals("..")) {
            return "holds the name '" + name + "'";
        }
        if (name.length() > MAX_NAME) {
            return "holds a name of " + name.length() + " characters; " + MAX_NAME + " are allowed";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c)) {
                return String.format("holds the control character U+%04X", (int) c);
            }
            if (ILLEGAL.indexOf(c) >= 0) {
                return "holds the character '" + c + "', one of the illegal " + ILLEGAL;
            }
            if (Character.isHighSurrogate(c) && i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "holds half of a surrogate pair";
            }
        }
        if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            return "holds a name that is not in Unicode's form NFC";
        }
        return null;
    }

    private static String printable(String path) {
        String shown = path.length() > 200 ? path.substring(0, 200) + "..." : path;
        return shown.codePoints()
                .map(c -> Character.isISOControl(c) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    public boolean isRoot() {
        return text.length() == 1;
    }

    /** The last name; empty for the root. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** The path without its last name; empty for the root. */
    public Optional<RegistryPath> parent() {
        if (isRoot()) {
            return Optional.empty();
        }
        int slash = text.lastIndexOf('/');
        return Optional.of(slash == 0 ? ROOT : new RegistryPath(text.substring(0, slash)));
    }

    /** The names from the root on; none for the root. */
    public List<String> names() {
        return isRoot() ? List.of() : List.of(text.substring(1).split("/"));
    }

    /**
     * The path of a child.
     *
     * @throws IllegalArgumentException if that is no name
     */
    public RegistryPath child(String name) {
        String path = isRoot() ? "/" + name : text + "/" + name;
        if (name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("the name '" + printable(name) + "' holds a slash");
        }
        requireName(name, path);
        return new RegistryPath(path);
    }

    /** Whether this path is the other one or below it. */
    public boolean isWithin(RegistryPath other) {
        return other.isRoot()
                || text.startsWith(other.text)
                        && (text.length() == other.text.length() || text.charAt(other.text.length()) == '/');
    }

    /**
     * The same place below another root: {@code /a/b/c} moved from {@code /a} to {@code /x/y} is {@code /x/y/b/c}.
     *
     * @throws IllegalArgumentException if this path is not {@linkplain #isWithin within} {@code from}
     */
    public RegistryPath moved(RegistryPath from, RegistryPath to) {
        if (!isWithin(from)) {
            throw new IllegalArgumentException(this + " is not within " + from);
        }
        String below = from.isRoot() ? (isRoot() ? "" : text) : text.substring(from.text.length());
        if (below.isEmpty()) {
            return to;
        }
        return new RegistryPath(to.isRoot() ? below : to.text + below);
    }

    @Override
    public int compareTo(RegistryPath other) {
        return Arrays.compare(names().toArray(new String[0]), other.names().toArray(new String[0]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegistryPath path && text.equals(path.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The path as text, as {@link #of} reads it. */
    @Override
    public String toString() {
        return text;
    }
}
