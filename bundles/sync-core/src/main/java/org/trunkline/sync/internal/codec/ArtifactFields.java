package org.trunkline.sync.internal.codec;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/** Turns what is known about an artifact into named strings and back. */
public final class ArtifactFields {

    private final Map<String, String> fields;

    private ArtifactFields(Map<String, String> fields) {
        this.fields = fields;
    }

    public static ArtifactFields empty() {
        return new ArtifactFields(new LinkedHashMap<>());
    }

    /** @throws IOException if the text is no object of strings */
    public static ArtifactFields decode(String text) throws IOException {
        return new ArtifactFields(FlatJson.decode(text));
    }

    public String encode() {
        return FlatJson.encode(fields);
    }

    public ArtifactFields put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    public ArtifactFields put(String name, Optional<String> value) {
        value.ifPresent(text -> fields.put(name, text));
        return this;
    }

    public ArtifactFields putKey(ArtifactKey key) {
        return put("kind", key.kind().name()).put("label", key.label()).put("id", key.id());
    }

    public ArtifactFields putApi(ApiIdentity api) {
        return put("name", api.name())
                .put("version", api.version())
                .put("tenant", api.tenant())
                .put("provider", api.provider());
    }

    public ArtifactFields putInfo(ArtifactInfo info) {
        return putKey(info.key())
                .put("instruction", info.instruction().wireName())
                .putApi(info.api())
                .put("revision", info.revision().toString())
                .put("savedAt", info.savedAt().toString())
                .put("savedBy", info.savedBy())
                .put("size", Long.toString(info.size()))
                .put("sha256", info.sha256());
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** @throws IOException if the field is missing */
    public String require(String name) throws IOException {
        return get(name).orElseThrow(() -> new IOException("The field '" + name + "' is missing"));
    }

    /** @throws IOException if a field is missing or holds what no key can hold */
    public ArtifactKey key() throws IOException {
        try {
            return ArtifactKey.of(ArtifactKey.Kind.valueOf(require("kind")), require("label"), require("id"));
        } catch (IllegalArgumentException e) {
            throw new IOException("Not a key: " + e.getMessage(), e);
        }
    }

    /** @throws IOException if a field is missing or empty */
    public ApiIdentity api() throws IOException {
        try {
            ApiIdentity api = ApiIdentity.of(require("name"), require("version"), require("tenant"));
            return get("provider").map(api::providedBy).orElse(api);
        } catch (IllegalArgumentException e) {
            throw new IOException("Not an API: " + e.getMessage(), e);
        }
    }

    /** @throws IOException if the field is missing or unknown */
    public Instruction instruction() throws IOException {
        try {
            return Instruction.ofWireName(require("instruction"));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** @throws IOException if the field is there and is no revision */
    public Optional<Revision> revision(String name) throws IOException {
        try {
            return get(name).map(Revision::of);
        } catch (IllegalArgumentException e) {
            throw new IOException("Not a revision in '" + name + "': " + e.getMessage(), e);
        }
    }

    /** @throws IOException if the field is missing or no number */
    public long number(String name) throws IOException {
        try {
            return Long.parseLong(require(name));
        } catch (NumberFormatException e) {
            throw new IOException("Not a number in '" + name + "'", e);
        }
    }

    /** @throws IOException if a field is missing or wrong */
    public ArtifactInfo info() throws IOException {
        try {
            return new ArtifactInfo(
                    key(),
                    instruction(),
                    api(),
                    revision("revision").orElseThrow(() -> new IOException("The field 'revision' is missing")),
                    Instant.parse(require("savedAt")),
                    get("savedBy"),
                    number("size"),
                    require("sha256"));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException("Not an artifact: " + e.getMessage(), e);
        }
    }
}
