package org.trunkline.lifecycle.engine;

import java.util.List;
import java.util.Objects;
import org.trunkline.registry.RegistryPath;

/**
 * A transition that has happened. Immutable.
 *
 * @param path of the resource that has the new state now
 * @param to the state that it is in; {@code from} if an execution asked to keep it
 * @param executions the classes that were called, in their order
 */
public record TransitionResult(
        String lifecycle,
        String event,
        RegistryPath original,
        RegistryPath path,
        String from,
        String to,
        List<String> executions) {

    public TransitionResult {
        Objects.requireNonNull(lifecycle, "lifecycle");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(original, "original");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        executions = List.copyOf(executions);
    }
}
