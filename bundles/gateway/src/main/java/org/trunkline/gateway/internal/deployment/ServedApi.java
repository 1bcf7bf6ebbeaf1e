package org.trunkline.gateway.internal.deployment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.gateway.internal.synapse.SynapseApi;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactKey;

/**
 * An API as it is served, whatever number of labels carry it. Immutable.
 *
 * @param key that of the label that it is served from
 * @param otherLabels the gateway's other labels that carry it, in the configured order
 * @param conflict why one of its contexts is served by another API; empty if it serves its own
 */
public record ServedApi(
        ArtifactKey key,
        ApiIdentity identity,
        List<String> otherLabels,
        Optional<SynapseApi> api,
        Optional<SynapseApi> defaultApi,
        Optional<String> conflict) {

    public ServedApi {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(identity, "identity");
        otherLabels = List.copyOf(otherLabels);
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(defaultApi, "defaultApi");
        Objects.requireNonNull(conflict, "conflict");
    }
}
