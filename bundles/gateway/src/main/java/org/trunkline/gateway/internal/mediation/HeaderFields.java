package org.trunkline.gateway.internal.mediation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The header fields of one message. Names are compared without case. For one thread. */
public final class HeaderFields {

    /** Fields that speak of one connection (RFC 9110, 7.6.1) and so never travel on. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Those of a message that came in, without what speaks of its connection. */
    public static HeaderFields endToEnd(Map<String, List<String>> received) {
        HeaderFields headers = new HeaderFields();
        Set<String> dropped = received.entrySet().stream()
                .filter(field -> "connection".equalsIgnoreCase(field.getKey()))
                .flatMap(field -> field.getValue().stream())
                .flatMap(value -> Stream.of(value.split(",")))
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        received.forEach((name, values) -> {
            // a null name is the status line of some HTTP clients
            if (name != null) {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!HOP_BY_HOP.contains(lower) && !dropped.contains(lower)) {
                    headers.fields.put(name, new ArrayList<>(values));
                }
            }
        });
        return headers;
    }

    public static boolean isHopByHop(String name) {
        return HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT));
    }

    public Optional<String> first(String name) {
        List<String> values = fields.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    public void set(String name, String value) {
        List<String> values = new ArrayList<>(1);
        values.add(value);
        fields.remove(name);
        fields.put(name, values);
    }

    /** Adds to a list field such as {@code X-Forwarded-For}. */
    public void append(String name, String value) {
        set(name, first(name).map(earlier -> earlier + ", " + value).orElse(value));
    }

    public void remove(String name) {
        fields.remove(name);
    }

    public void forEach(BiConsumer<String, String> action) {
        fields.forEach((name, values) -> values.forEach(value -> action.accept(name, value)));
    }

    /** Keeps the named ones only. */
    public void retain(Set<String> lowerCaseNames) {
        fields.keySet().removeIf(name -> !lowerCaseNames.contains(name.toLowerCase(Locale.ROOT)));
    }
}
