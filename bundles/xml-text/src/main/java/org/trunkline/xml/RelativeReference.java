package org.trunkline.xml;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How one document names another one so that it can be found by names alone, wherever the tree is that holds both. */
public final class RelativeReference {

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);

    private RelativeReference() {}

    /**
     * For example {@code ../../schemas/com/foo/types.xsd}, percent-encoded where a URI asks for it.
     *
     * @param from the path of the document that refers, from the root
     * @param to the path of the other one, from the root
     */
    public static String of(String from, String to) {
        List<String> source = names(from);
        List<String> target = names(to);
        int folder = source.size() - 1;
        int shared = 0;
        while (shared < folder
                && shared < target.size() - 1
                && source.get(shared).equals(target.get(shared))) {
            shared++;
        }
        List<String> steps = new ArrayList<>();
        for (int i = shared; i < folder; i++) {
            steps.add("..");
        }
        for (String name : target.subList(shared, target.size())) {
            steps.add(encoded(name));
        }
        String reference = String.join("/", steps);
        // A colon in the first name would be taken for the end of a scheme.
        return SCHEME.matcher(reference).matches() ? "./" + reference : reference;
    }

    private static List<String> names(String path) {
        return Arrays.asList(path.substring(1).split("/"));
    }

    private static String encoded(String name) {
        try {
            return new URI(null, null, "/" + name, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + name + "' is no name of a path", e);
        }
    }

    /**
     * The path that a reference leads to. What is no percent-encoding is taken as it stands, because many documents do not
     * encode their references.
     *
     * @param from the path of the document that refers, from the root
     * @return empty if the reference is not relative, names no document, or leads out of the root
     */
    public static Optional<String> resolve(String from, String reference) {
        String target = withoutFragment(reference.strip());
        if (target.isEmpty()
                || target.startsWith("/")
                || target.indexOf('?') >= 0
                || SCHEME.matcher(target).matches()) {
            return Optional.empty();
        }
        Deque<String> names = new ArrayDeque<>(names(from));
        names.removeLast();
        for (String name : decoded(target).split("/")) {
            if (name.equals("..")) {
                if (names.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of("/" + String.join("/", names));
    }

    private static String withoutFragment(String target) {
        int hash = target.indexOf('#');
        return hash < 0 ? target : target.substring(0, hash);
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            String path = new URI(text).getPath();
            return path == null ? text : path;
        } catch (URISyntaxException e) {
            return text;
        }
    }
}
