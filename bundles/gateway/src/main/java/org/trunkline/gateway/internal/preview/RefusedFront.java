package org.trunkline.gateway.internal.preview;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.gateway.internal.Front;
import org.trunkline.gateway.internal.synapse.SynapseApi;

/** Stands for a preview front whose configuration is refused, so that the gateway's status says so. */
record RefusedFront(String reason) implements Front {

    RefusedFront {
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public Optional<URI> address() {
        return Optional.empty();
    }

    @Override
    public Optional<String> problem() {
        return Optional.of(reason);
    }

    @Override
    public List<String> notImplemented(SynapseApi api) {
        return List.of();
    }

    @Override
    public List<String> ignoredHandlers(SynapseApi api) {
        return List.of();
    }

    @Override
    public Traffic traffic() {
        return Traffic.NONE;
    }
}
