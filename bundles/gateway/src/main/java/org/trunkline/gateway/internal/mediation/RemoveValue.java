package org.trunkline.gateway.internal.mediation;

import java.util.Objects;

/** Removes a property of one of the scopes. */
public record RemoveValue(Expression.Scope scope, String name) implements Mediator {

    public RemoveValue {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(name, "name");
    }

    @Override
    public Flow mediate(Mediation mediation) {
        switch (scope) {
            case DEFAULT -> mediation.removeProperty(name);
            case AXIS2 -> mediation.removeAxis2(name);
            case TRANSPORT -> mediation.removeHeader(name);
        }
        return Flow.CONTINUE;
    }
}
