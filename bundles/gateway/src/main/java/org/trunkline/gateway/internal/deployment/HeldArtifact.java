package org.trunkline.gateway.internal.deployment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.trunkline.gateway.internal.synapse.SynapseApi;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactKey;

/**
 * What the gateway holds of an artifact. Immutable.
 *
 * @param api empty for an API without a definition, such as a WebSocket API
 * @param defaultApi what serves the API's context without its version, where it is the default version
 */
record HeldArtifact(ArtifactKey key, ApiIdentity identity, Optional<SynapseApi> api, Optional<SynapseApi> defaultApi) {

    HeldArtifact {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(defaultApi, "defaultApi");
    }

    List<SynapseApi> definitions() {
        return Stream.of(api, defaultApi).flatMap(Optional::stream).toList();
    }
}
