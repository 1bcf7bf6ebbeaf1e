package org.trunkline.gateway.internal.synapse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what a definition asks for and the preview front does not implement. For one thread. */
final class Gaps {

    /** A client needs to know what is missing, not all of a thousand times. */
    private static final int MAX = 50;

    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<String> classes = new LinkedHashSet<>();

    void add(String what) {
        if (missing.size() < MAX) {
            missing.add(what);
        }
    }

    /** A {@code class} mediator, which the configuration may allow to be left out. */
    void addClass(String name) {
        classes.add(name);
    }

    void addAllTo(Gaps others) {
        missing.forEach(others::add);
        classes.forEach(others::addClass);
    }

    List<String> missing() {
        return List.copyOf(missing);
    }

    List<String> classes() {
        return List.copyOf(classes);
    }
}
