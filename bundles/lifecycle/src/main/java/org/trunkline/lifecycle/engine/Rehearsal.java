package org.trunkline.lifecycle.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a transition would do. Immutable.
 *
 * @param refusals why it would be refused; none if it would be tried
 * @param calls the classes that would be called, validations first
 * @param tried whether they were called, in a transaction that was rolled back. Plug-ins that may act outside of the
 *     registry are not called, and what they do is not known.
 * @param writes what was written to the registry before it was rolled back, one method with its paths each
 * @param failure what went wrong when they were called
 */
public record Rehearsal(
        String from,
        String to,
        List<String> refusals,
        List<String> calls,
        boolean tried,
        List<String> writes,
        Optional<String> failure) {

    public Rehearsal {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        refusals = List.copyOf(refusals);
        calls = List.copyOf(calls);
        writes = List.copyOf(writes);
        Objects.requireNonNull(failure, "failure");
    }

    /** Whether nothing is known that would keep it from happening. */
    public boolean wouldHappen() {
        return refusals.isEmpty() && failure.isEmpty();
    }
}
