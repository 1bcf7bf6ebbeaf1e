package org.trunkline.gateway.internal.mediation;

/** Calls what is behind an API. Thread-safe. */
public interface BackEnd {

    /**
     * Sends the message to an endpoint and puts the answer in its place.
     *
     * @throws MediationException BAD_GATEWAY or GATEWAY_TIMEOUT if there is no answer
     */
    void call(Endpoint endpoint, Mediation mediation) throws MediationException;
}
