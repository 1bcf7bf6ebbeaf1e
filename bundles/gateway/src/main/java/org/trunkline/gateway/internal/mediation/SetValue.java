package org.trunkline.gateway.internal.mediation;

import java.util.Objects;

/** Sets a property of one of the scopes; in the transport scope it is a header field. */
public record SetValue(Expression.Scope scope, String name, Expression value) implements Mediator {

    public SetValue {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public Flow mediate(Mediation mediation) throws MediationException {
        String text = value.evaluate(mediation);
        switch (scope) {
            case DEFAULT -> mediation.setProperty(name, text);
            case AXIS2 -> mediation.setAxis2(name, text);
            case TRANSPORT -> mediation.setHeader(name, text);
        }
        return Flow.CONTINUE;
    }
}
