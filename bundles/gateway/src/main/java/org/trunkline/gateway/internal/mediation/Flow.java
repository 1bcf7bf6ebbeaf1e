package org.trunkline.gateway.internal.mediation;

/** What follows when a mediator is done. */
public enum Flow {
    /** The next mediator. */
    CONTINUE,
    /** The way out: a back end has answered, or the message was turned round. */
    OUT,
    /** The client gets the message as it is now. */
    REPLY,
    /** The client gets nothing but the word that the request was accepted. */
    DROP
}
