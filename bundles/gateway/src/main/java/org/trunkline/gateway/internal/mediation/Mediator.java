package org.trunkline.gateway.internal.mediation;

/** One step that an API takes with a message. Immutable, and shared by all requests. */
public interface Mediator {

    Flow mediate(Mediation mediation) throws MediationException;
}
