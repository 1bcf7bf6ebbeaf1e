package org.trunkline.registry.imports;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a document is: a name among those that were handed over, or an absolute URI.
 *
 * @param text the name, with slashes between folders, or the URI
 */
record Location(String text) {

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*", Pattern.DOTALL);

    boolean isAbsolute() {
        return SCHEME.matcher(text).matches();
    }

    /** What a reference in this document leads to. */
    Location resolve(String reference) {
        String target = reference.strip();
        if (SCHEME.matcher(target).matches()) {
            return new Location(target);
        }
        return isAbsolute() ? resolveUri(target) : new Location(resolveName(target));
    }

    private Location resolveUri(String target) {
        try {
            return new Location(new URI(text).resolve(new URI(target)).toString());
        } catch (URISyntaxException e) {
            // no address: nobody has a document there, which is then said
            return new Location(text.substring(0, text.lastIndexOf('/') + 1) + target);
        }
    }

    private String resolveName(String target) {
        String path = decoded(withoutFragment(target));
        if (path.startsWith("/")) {
            return path;
        }
        Deque<String> names = new ArrayDeque<>();
        int slash = text.lastIndexOf('/');
        append(names, slash < 0 ? "" : text.substring(0, slash));
        append(names, path);
        return String.join("/", names);
    }

    private static void append(Deque<String> names, String path) {
        for (String name : path.split("/")) {
            if (name.equals("..") && !names.isEmpty() && !names.getLast().equals("..")) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
    }

    private static String withoutFragment(String target) {
        int hash = target.indexOf('#');
        return hash < 0 ? target : target.substring(0, hash);
    }

    /** Many documents do not encode their references; what is no encoding is taken as it stands. */
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

    /** The document's own name, without folders, query and extension. */
    String stem() {
        String path = isAbsolute() ? text.replaceFirst("[?#].*", "") : text;
        String name = path.substring(path.lastIndexOf('/') + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        for (String extension : new String[] {".wsdl", ".xsd", ".xml", ".json"}) {
            if (lower.endsWith(extension)) {
                name = name.substring(0, name.length() - extension.length());
                break;
            }
        }
        return name.isEmpty() ? "document" : name;
    }
}
