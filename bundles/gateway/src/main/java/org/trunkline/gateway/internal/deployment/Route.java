package org.trunkline.gateway.internal.deployment;

import java.util.Objects;
import org.trunkline.gateway.internal.synapse.SynapseApi;
import org.trunkline.sync.ApiIdentity;

/**
 * Where a request goes. Immutable, and valid for as long as the request lasts, whatever is deployed meanwhile.
 *
 * @param segments how many of the path's segments are the API's context
 */
public record Route(ApiIdentity identity, SynapseApi api, int segments) {

    public Route {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(api, "api");
    }
}
