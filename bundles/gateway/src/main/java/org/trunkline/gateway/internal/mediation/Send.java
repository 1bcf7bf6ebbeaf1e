package org.trunkline.gateway.internal.mediation;

import java.util.Objects;

/** Sends the message to a back end and goes on with its answer on the way out. */
public record Send(Endpoint endpoint) implements Mediator {

    public Send {
        Objects.requireNonNull(endpoint, "endpoint");
    }

    @Override
    public Flow mediate(Mediation mediation) throws MediationException {
        mediation.call(endpoint);
        return Flow.OUT;
    }
}
