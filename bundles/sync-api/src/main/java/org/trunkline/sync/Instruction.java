package org.trunkline.sync;

/** What a gateway has to do with an artifact. The names on the wire are WSO2's ({@code GatewayArtifactSynchronizer}). */
public enum Instruction {
    /** Deploy the artifact, in place of what was deployed under its key before. */
    PUBLISH("Publish"),
    /** A tombstone: undeploy what the artifact names. It stays readable and is never part of a snapshot. */
    REMOVE("Remove");

    private final String wireName;

    Instruction(String wireName) {
        this.wireName = wireName;
    }

    /** The name that WSO2's interfaces use: {@code Publish} or {@code Remove}. */
    public String wireName() {
        return wireName;
    }

    /**
     * The instruction of a wire name.
     *
     * @throws IllegalArgumentException if it is neither {@code Publish} nor {@code Remove}; case counts
     */
    public static Instruction ofWireName(String wireName) {
        for (Instruction instruction : values()) {
            if (instruction.wireName.equals(wireName)) {
                return instruction;
            }
        }
        throw new IllegalArgumentException("Unknown instruction '" + wireName + "'; possible: Publish, Remove");
    }
}
