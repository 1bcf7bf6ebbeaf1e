package org.trunkline.sync.wire;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Revision;

/** The parameters of a request, decoded and checked. What is wrong is an {@link IllegalArgumentException} with a reason. */
final class Parameters {

    private static final int MAX_PARAMETERS = 10_000;

    private final Map<String, List<String>> values = new HashMap<>();

    private Parameters() {}

    /** @param text in the form of a query: {@code name=value&name=value}, percent-encoded UTF-8 */
    static Parameters decode(String text) {
        Parameters parameters = new Parameters();
        String[] pairs = text.isEmpty() ? new String[0] : text.split("&", MAX_PARAMETERS + 1);
        if (pairs.length > MAX_PARAMETERS) {
            throw new IllegalArgumentException("A request can have " + MAX_PARAMETERS + " parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decodePart(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decodePart(pair.substring(equals + 1));
            parameters.values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return parameters;
    }

    private static String decodePart(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java platform has UTF-8", e);
        }
    }

    Optional<String> one(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw new IllegalArgumentException("The parameter '" + name + "' is there " + all.size() + " times");
        }
        return all.stream().findFirst();
    }

    String require(String name) {
        return one(name).orElseThrow(() -> new IllegalArgumentException("The parameter '" + name + "' is missing"));
    }

    Set<String> labels() {
        return new LinkedHashSet<>(values.getOrDefault("label", List.of()));
    }

    Revision revision(String name) {
        return Revision.of(require(name));
    }

    int number(String name) {
        String value = require(name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The parameter '" + name + "' must be a number, not '" + value + "'", e);
        }
    }

    ArtifactKey key() {
        String kind = require("kind");
        for (ArtifactKey.Kind known : ArtifactKey.Kind.values()) {
            if (known.name().equals(kind)) {
                return ArtifactKey.of(known, require("label"), require("id"));
            }
        }
        throw new IllegalArgumentException(
                "The parameter 'kind' must be SYNAPSE or REVISION_ARCHIVE, not '" + kind + "'");
    }
}
