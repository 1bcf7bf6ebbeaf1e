package org.trunkline.gateway.internal.mediation;

import java.util.Objects;

/** Goes one way or the other. */
public record Filter(Condition condition, Sequence then, Sequence otherwise) implements Mediator {

    public Filter {
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(then, "then");
        Objects.requireNonNull(otherwise, "otherwise");
    }

    @Override
    public Flow mediate(Mediation mediation) throws MediationException {
        return (condition.holds(mediation) ? then : otherwise).mediate(mediation);
    }
}
