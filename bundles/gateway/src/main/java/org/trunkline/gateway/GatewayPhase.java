package org.trunkline.gateway;

/** What a gateway is doing about being the same as its store. */
public enum GatewayPhase {
    /** It has not taken over a complete state yet. */
    LOADING,
    /** It holds what the store had when it asked last. */
    IN_SYNC,
    /** The store could not be asked last time: the last good state is served, and it is asked again by itself. */
    RETRYING,
    /** The store refused, and a person must act: the last good state is served, and it is asked again later. */
    STUCK,
    /** It was told to stop. */
    STOPPED
}
