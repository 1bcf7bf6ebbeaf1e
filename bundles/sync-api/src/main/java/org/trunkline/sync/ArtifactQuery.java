package org.trunkline.sync;

import java.util.Objects;
import java.util.Optional;

/** Which artifacts are looked for. Each part that is set must match exactly, case included. Immutable. */
public final class ArtifactQuery {

    private static final ArtifactQuery ALL = new ArtifactQuery(null, null, null, null, null, null);

    private final String label;
    private final String apiId;
    private final String name;
    private final String version;
    private final String tenant;
    private final Instruction instruction;

    private ArtifactQuery(
            String label, String apiId, String name, String version, String tenant, Instruction instruction) {
        this.label = label;
        this.apiId = apiId;
        this.name = name;
        this.version = version;
        this.tenant = tenant;
        this.instruction = instruction;
    }

    /** Every Synapse artifact of the store, tombstones included. Revision archives are found by their API only. */
    public static ArtifactQuery all() {
        return ALL;
    }

    public ArtifactQuery label(String value) {
        return new ArtifactQuery(Objects.requireNonNull(value, "label"), apiId, name, version, tenant, instruction);
    }

    public ArtifactQuery apiId(String value) {
        return new ArtifactQuery(label, Objects.requireNonNull(value, "apiId"), name, version, tenant, instruction);
    }

    public ArtifactQuery name(String value) {
        return new ArtifactQuery(label, apiId, Objects.requireNonNull(value, "name"), version, tenant, instruction);
    }

    public ArtifactQuery version(String value) {
        return new ArtifactQuery(label, apiId, name, Objects.requireNonNull(value, "version"), tenant, instruction);
    }

    public ArtifactQuery tenant(String value) {
        return new ArtifactQuery(label, apiId, name, version, Objects.requireNonNull(value, "tenant"), instruction);
    }

    public ArtifactQuery instruction(Instruction value) {
        return new ArtifactQuery(label, apiId, name, version, tenant, Objects.requireNonNull(value, "instruction"));
    }

    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    public Optional<String> apiId() {
        return Optional.ofNullable(apiId);
    }

    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    public Optional<String> version() {
        return Optional.ofNullable(version);
    }

    public Optional<String> tenant() {
        return Optional.ofNullable(tenant);
    }

    public Optional<Instruction> instruction() {
        return Optional.ofNullable(instruction);
    }

    /** Whether an artifact is among those that are looked for. */
    public boolean matches(ArtifactInfo info) {
        boolean kind = info.key().kind() == ArtifactKey.Kind.SYNAPSE
                ? label == null || label.equals(info.key().label())
                : label == null && apiId != null;
        return kind
                && (apiId == null || apiId.equals(info.key().apiId()))
                && (name == null || name.equals(info.api().name()))
                && (version == null || version.equals(info.api().version()))
                && (tenant == null || tenant.equals(info.api().tenant()))
                && (instruction == null || instruction == info.instruction());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("artifacts");
        append(text, "label", label);
        append(text, "apiId", apiId);
        append(text, "name", name);
        append(text, "version", version);
        append(text, "tenant", tenant);
        append(text, "instruction", instruction == null ? null : instruction.wireName());
        return text.toString();
    }

    private static void append(StringBuilder text, String part, String value) {
        if (value != null) {
            text.append(' ').append(part).append("='").append(value).append('\'');
        }
    }
}
