package org.trunkline.gateway.internal.mediation;

/** The mediators that only say where the message goes: {@code respond}, {@code loopback}, {@code drop}, {@code send}. */
public enum Turn implements Mediator {
    /** To the client. */
    REPLY(Flow.REPLY),
    /** To the way out. */
    LOOPBACK(Flow.OUT),
    /** Nowhere. */
    DROP(Flow.DROP);

    private final Flow flow;

    Turn(Flow flow) {
        this.flow = flow;
    }

    @Override
    public Flow mediate(Mediation mediation) {
        if (flow != Flow.DROP) {
            mediation.turnRound();
        }
        return flow;
    }
}
