package org.trunkline.lifecycle;

import java.util.Objects;

/**
 * A script of an event. Those for the console are kept and handed out; those for the server are run only where that is
 * switched on. Immutable.
 */
public record TransitionScript(String event, Place place, String function, String type, String text) {

    public TransitionScript {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(text, "text");
    }

    /** Where it is to run. */
    public enum Place {
        CONSOLE,
        SERVER
    }
}
