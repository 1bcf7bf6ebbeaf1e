package org.trunkline.sync;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;

/**
 * Names one artifact in a store. Both parts are data, not paths: labels hold spaces ({@code Production and Sandbox}) and
 * ids come from outside, so a store encodes them reversibly before it uses them as a name of anything.
 */
public final class ArtifactKey implements Comparable<ArtifactKey> {

    /** What is kept under a key. */
    public enum Kind {
        /** The Synapse artifact of one API for the gateways of one label. */
        SYNAPSE,
        /** The archive of one API revision of API Manager 4.x, which belongs to no label. */
        REVISION_ARCHIVE
    }

    /** The longest label and the longest id, in characters: what WSO2's own tables hold. */
    public static final int MAX_LENGTH = 255;

    private static final Comparator<ArtifactKey> ORDER = Comparator.comparing(ArtifactKey::kind)
            .thenComparing(ArtifactKey::label)
            .thenComparing(ArtifactKey::id);

    private final Kind kind;
    private final String label;
    private final String id;

    private ArtifactKey(Kind kind, String label, String id) {
        this.kind = kind;
        this.label = label;
        this.id = id;
    }

    /**
     * The key of an API on the gateways of a label.
     *
     * @param label the gateway label: the name of an environment or of a microgateway label
     * @param apiId the identifier that the API Manager gave the API
     * @throws IllegalArgumentException unless each part has 1 to 255 characters, no control character and no half of a
     *     surrogate pair
     */
    public static ArtifactKey synapse(String label, String apiId) {
        return new ArtifactKey(Kind.SYNAPSE, requirePart("gateway label", label), requirePart("API id", apiId));
    }

    /**
     * The key of a revision archive, which is label-less: its {@link #label()} is the API's id and its {@link #id()} the
     * revision's.
     *
     * @throws IllegalArgumentException under the conditions of {@link #synapse}
     */
    public static ArtifactKey revisionArchive(String apiId, String apiRevision) {
        return new ArtifactKey(
                Kind.REVISION_ARCHIVE, requirePart("API id", apiId), requirePart("API revision", apiRevision));
    }

    /**
     * The key with exactly these parts, as {@link #kind()}, {@link #label()} and {@link #id()} gave them.
     *
     * @throws IllegalArgumentException under the conditions of {@link #synapse}
     */
    public static ArtifactKey of(Kind kind, String label, String id) {
        return Objects.requireNonNull(kind, "kind") == Kind.SYNAPSE ? synapse(label, id) : revisionArchive(label, id);
    }

    private static String requirePart(String name, String value) {
        Objects.requireNonNull(value, name);
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "The " + name + " must have 1 to " + MAX_LENGTH + " characters, it has " + value.length());
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The " + name + " holds a control character");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("The " + name + " holds half of a surrogate pair");
        }
        return value;
    }

    public Kind kind() {
        return kind;
    }

    /** The gateway label, or the API id of a revision archive. */
    public String label() {
        return label;
    }

    /** The API id, or the API revision of a revision archive. */
    public String id() {
        return id;
    }

    /** The API that the artifact belongs to. */
    public String apiId() {
        return kind == Kind.SYNAPSE ? id : label;
    }

    /** By kind, then label, then id, in UTF-16 order. */
    @Override
    public int compareTo(ArtifactKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ArtifactKey)) {
            return false;
        }
        ArtifactKey key = (ArtifactKey) other;
        return kind == key.kind && label.equals(key.label) && id.equals(key.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, label, id);
    }

    /** For messages: {@code API 'id' on label 'label'}. */
    @Override
    public String toString() {
        return kind == Kind.SYNAPSE
                ? "API '" + id + "' on label '" + label + "'"
                : "archive of revision '" + id + "' of API '" + label + "'";
    }
}
