package org.trunkline.gateway.internal.synapse;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.trunkline.gateway.internal.mediation.Sequence;

/**
 * What an API does for some methods and paths. Immutable.
 *
 * @param methods empty for all
 * @param in the way to the back end
 * @param out the way back; empty means straight to the client
 * @param fault what is done when the back end fails; empty for the gateway's own answer
 * @param missing what it asks for and the preview front does not implement
 * @param classMediators the class names of the mediators of Java code that it uses
 */
public record SynapseResource(
        Set<String> methods,
        PathPattern pattern,
        Sequence in,
        Optional<Sequence> out,
        Optional<Sequence> fault,
        List<String> missing,
        List<String> classMediators) {

    public SynapseResource {
        methods = Set.copyOf(methods);
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(fault, "fault");
        missing = List.copyOf(missing);
        classMediators = List.copyOf(classMediators);
    }

    public boolean allows(String method) {
        return methods.isEmpty() || methods.contains(method);
    }

    /** For messages: methods and path. */
    public String label() {
        return (methods.isEmpty()
                        ? "*"
                        : String.join(" ", methods.stream().sorted().toList())) + " " + pattern;
    }
}
