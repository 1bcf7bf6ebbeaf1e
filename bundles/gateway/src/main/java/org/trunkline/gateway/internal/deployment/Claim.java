package org.trunkline.gateway.internal.deployment;

import java.util.Comparator;
import java.util.Objects;
import org.trunkline.gateway.internal.synapse.SynapseApi;

/**
 * That an artifact serves a context. Several can claim the same one: an API carried by several labels, or an API that was
 * made again under a new id before the old one was removed. Which one serves is the same on every node and after every
 * restart, whatever order they arrived in.
 */
record Claim(HeldArtifact holder, SynapseApi api, int labelRank, boolean byDefault) {

    /** A version that names the context before a default version, then by label, then by id. */
    static final Comparator<Claim> ORDER = Comparator.comparing(Claim::byDefault)
            .thenComparing(Claim::labelRank)
            .thenComparing(claim -> claim.holder().key().id());

    Claim {
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(api, "api");
    }
}
