package org.trunkline.server.internal.config;

import java.util.Set;

/**
 * What a node is there for.
 *
 * @param profile the profile that it was started with
 * @param features what the profile consists of
 */
public record NodeRole(String profile, Set<String> features) {

    private static final Set<String> WITHOUT_PUBLISHING = Set.of("gateway", "traffic-manager");

    public NodeRole {
        features = Set.copyOf(features);
    }

    boolean isGateway() {
        return features.contains("gateway");
    }

    boolean syncs() {
        return features.contains("sync");
    }

    /** A profile of the operator's own publishes if it has what that takes. */
    boolean publishes() {
        return syncs() && !WITHOUT_PUBLISHING.contains(profile);
    }
}
