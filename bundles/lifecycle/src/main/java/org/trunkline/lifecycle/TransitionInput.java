package org.trunkline.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Something that a person gives with an event. Immutable.
 *
 * @param label what it is called for people
 * @param regex what it must match as a whole, if it is given
 * @param values what it may be; anything if there are none
 */
public record TransitionInput(
        String event,
        String name,
        boolean required,
        Optional<String> label,
        Optional<String> placeHolder,
        Optional<String> tooltip,
        Optional<String> regex,
        List<String> values) {

    /** @throws IllegalArgumentException if the regular expression is none */
    public TransitionInput {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(placeHolder, "placeHolder");
        Objects.requireNonNull(tooltip, "tooltip");
        values = List.copyOf(values);
        try {
            regex.ifPresent(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the input '" + name + "' has a regular expression that is none: " + e.getDescription(), e);
        }
    }
}
