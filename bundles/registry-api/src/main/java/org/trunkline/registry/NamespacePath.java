package org.trunkline.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where a namespace's resources are kept: {@code http://www.wso2.com/greg/store} in {@code com/wso2/www/greg/store}. The
 * rule is WSO2's (URLProcessor.deriveRegistryPath of registry.extensions 4.7.35, with its dots made slashes).
 */
public final class NamespacePath {

    private NamespacePath() {}

    /**
     * The names of the collections that stand for a namespace, from the outermost on.
     *
     * @param namespace a URI, or names with dots
     * @throws IllegalArgumentException if nothing can be made of it
     */
    public static List<String> of(String namespace) {
        String text = namespace.trim();
        List<String> names = new ArrayList<>();
        for (String name : namesOf(text)) {
            String safe = safe(name);
            if (!safe.isEmpty()) {
                names.add(safe);
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no collection can be named after the namespace '" + namespace + "'");
        }
        names.forEach(RegistryPath.ROOT::child);
        return List.copyOf(names);
    }

    private static List<String> namesOf(String text) {
        URI uri = uri(text);
        if (uri != null && uri.getHost() != null) {
            List<String> names = reversed(uri.getHost().split("\\."));
            String path = uri.getPath() == null ? "" : uri.getPath();
            names.addAll(Arrays.asList(path.split("/")));
            return names;
        }
        if (uri != null && "urn".equalsIgnoreCase(uri.getScheme())) {
            return reversed(uri.getSchemeSpecificPart().split("[:/]"));
        }
        return reversed(text.split("[.]"));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static List<String> reversed(String[] parts) {
        List<String> names = new ArrayList<>(Arrays.asList(parts));
        Collections.reverse(names);
        return names;
    }

    private static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        name.codePoints()
                .map(c -> Character.isLetterOrDigit(c) || c == '_' || c == ' ' ? c : '_')
                .forEach(safe::appendCodePoint);
        return safe.length() > 0 && Character.isDigit(safe.charAt(0)) ? "_" + safe : safe.toString();
    }
}
