package org.trunkline.gateway.internal.mediation;

import java.util.Objects;
import java.util.regex.Pattern;

/** What a {@code filter} asks: whether all of a value matches a regular expression. */
public record Condition(Expression source, Pattern regex) {

    public Condition {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(regex, "regex");
    }

    boolean holds(Mediation mediation) throws MediationException {
        return regex.matcher(source.evaluate(mediation)).matches();
    }
}
