package org.trunkline.lifecycle.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An event that a user wants to happen. Immutable.
 *
 * @param parameters what plug-ins get, transition inputs by their names among them. {@code N.item} ticks or unticks a check
 *     item first; {@code preserveOriginal} with the value {@code false} deletes the original if an execution made the
 *     resource at another path.
 * @param expectedState the state that the user has seen; the request is a CONFLICT if the resource is in another one
 */
public record TransitionRequest(String event, Map<String, String> parameters, Optional<String> expectedState) {

    public TransitionRequest {
        Objects.requireNonNull(event, "event");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        Objects.requireNonNull(expectedState, "expectedState");
    }

    public static TransitionRequest of(String event) {
        return new TransitionRequest(event, Map.of(), Optional.empty());
    }

    public TransitionRequest parameter(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new TransitionRequest(event, more, expectedState);
    }

    public TransitionRequest expecting(String state) {
        return new TransitionRequest(event, parameters, Optional.of(state));
    }
}
