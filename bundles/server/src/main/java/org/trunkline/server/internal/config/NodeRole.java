package org.trunkline.server.internal.config;

import java.util.Set;

/**
 * What a node is there for.
 *
 * @param profile the profile that it was started with
 * @param features what the profile consists of
 */
public record NodeRole(String profile, Set<String> features) {

    private static final String STORE_FEATURE = "store-";
    private static final String GATEWAY = "gateway";

    public NodeRole {
        features = Set.copyOf(features);
    }

    boolean isGateway() {
        return features.contains(GATEWAY);
    }

    boolean keepsRegistry() {
        return features.contains("registry");
    }

    /** Whether artifacts are kept or read here at all. */
    boolean syncs() {
        return features.stream().anyMatch(feature -> feature.startsWith(STORE_FEATURE));
    }

    boolean hasStore(String store) {
        return features.contains(STORE_FEATURE + store);
    }

    /** A profile of the operator's own publishes if it has what that takes. */
    boolean publishes() {
        return syncs() && !profile.equals(GATEWAY);
    }
}
