package org.trunkline.store.remote.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.trunkline.sync.ArtifactKey;

/** Named values, encoded as a URL's query and as a form. */
final class Query {

    private final StringBuilder text = new StringBuilder();

    Query add(String name, String value) {
        text.append(text.length() == 0 ? "" : "&").append(name).append('=').append(encode(value));
        return this;
    }

    Query add(String name, Optional<String> value) {
        value.ifPresent(present -> add(name, present));
        return this;
    }

    Query addAll(String name, Collection<String> values) {
        values.forEach(value -> add(name, value));
        return this;
    }

    Query add(ArtifactKey key) {
        return add("kind", key.kind().name()).add("label", key.label()).add("id", key.id());
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
