package org.trunkline.gateway.internal.mediation;

import java.util.List;

/** Mediators one after another, until one of them leads elsewhere. */
public record Sequence(List<Mediator> mediators) implements Mediator {

    /** Does nothing. */
    public static final Sequence EMPTY = new Sequence(List.of());

    public Sequence {
        mediators = List.copyOf(mediators);
    }

    @Override
    public Flow mediate(Mediation mediation) throws MediationException {
        for (Mediator mediator : mediators) {
            Flow flow = mediator.mediate(mediation);
            if (flow != Flow.CONTINUE) {
                return flow;
            }
        }
        return Flow.CONTINUE;
    }
}
