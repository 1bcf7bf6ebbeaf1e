package org.trunkline.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The path and query of a request, each part encoded: ids and labels are data and may hold any character. Immutable. */
public final class RequestPath {

    private final String path;
    private final List<String> query;

    private RequestPath(String path, List<String> query) {
        this.path = path;
        this.query = List.copyOf(query);
    }

    /** Below {@code /api/v1}; each segment is one name, whatever it holds. */
    public static RequestPath of(String... segments) {
        var path = new StringBuilder("/api/v1");
        for (var segment : segments) {
            path.append('/').append(encode(segment));
        }
        return new RequestPath(path.toString(), List.of());
    }

    /** Adds a parameter; one without a value is left out. */
    public RequestPath with(String name, String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        var longer = new ArrayList<>(query);
        longer.add(encode(name) + "=" + encode(value));
        return new RequestPath(path, longer);
    }

    /** Adds a parameter several times. */
    public RequestPath withEach(String name, List<String> values) {
        var extended = this;
        for (var value : values) {
            extended = extended.with(name, value);
        }
        return extended;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }
}
