package org.trunkline.sync.reconcile;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Revision;

/** How one artifact fares on a gateway: what is deployed of it, and why its latest state is not. Immutable. */
public final class ReconcileEntry {

    private final ArtifactKey key;
    private final ArtifactInfo deployed;
    private final Instant deployedAt;
    private final ArtifactInfo wanted;
    private final String failure;
    private final Instant failedAt;

    ReconcileEntry(
            ArtifactKey key,
            ArtifactInfo deployed,
            Instant deployedAt,
            ArtifactInfo wanted,
            String failure,
            Instant failedAt) {
        this.key = Objects.requireNonNull(key, "key");
        this.deployed = deployed;
        this.deployedAt = deployedAt;
        this.wanted = wanted;
        this.failure = failure;
        this.failedAt = failedAt;
    }

    public ArtifactKey key() {
        return key;
    }

    /** Whether something is deployed under the key, be it the latest state or an older one. */
    public boolean isDeployed() {
        return deployed != null;
    }

    /** What is deployed. */
    public Optional<ArtifactInfo> deployed() {
        return Optional.ofNullable(deployed);
    }

    /** Which API it is; empty if nothing of it could ever be read. */
    public Optional<ApiIdentity> api() {
        return deployed().or(() -> Optional.ofNullable(wanted)).map(ArtifactInfo::api);
    }

    /** The artifact's revision that is deployed. */
    public Optional<Revision> revision() {
        return deployed().map(ArtifactInfo::revision);
    }

    /** When the deployed state was taken into service, by this node's clock. */
    public Optional<Instant> deployedAt() {
        return Optional.ofNullable(deployedAt);
    }

    /** Why the latest state is not deployed, or what is deployed could not be undeployed; empty if all is well. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** When it was tried last and failed, by this node's clock; empty if all is well. */
    public Optional<Instant> failedAt() {
        return Optional.ofNullable(failedAt);
    }

    /** The artifact's revision that failed, where it is known. */
    public Optional<Revision> failedRevision() {
        return failure == null ? Optional.empty() : Optional.ofNullable(wanted).map(ArtifactInfo::revision);
    }

    @Override
    public String toString() {
        return key
                + (isDeployed() ? ", deployed at revision " + deployed.revision() : ", not deployed")
                + (failure == null ? "" : ": " + failure);
    }
}
