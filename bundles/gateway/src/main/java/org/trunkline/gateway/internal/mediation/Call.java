package org.trunkline.gateway.internal.mediation;

import java.util.Objects;

/** Sends the message to a back end and goes on with its answer at the next mediator. */
public record Call(Endpoint endpoint) implements Mediator {

    public Call {
        Objects.requireNonNull(endpoint, "endpoint");
    }

    @Override
    public Flow mediate(Mediation mediation) throws MediationException {
        mediation.call(endpoint);
        return Flow.CONTINUE;
    }
}
