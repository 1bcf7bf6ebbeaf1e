package org.trunkline.lifecycle;

import java.util.Objects;

/** The page that WSO2's console shows for an event. Kept and handed out; nothing here follows it. Immutable. */
public record TransitionUi(String event, String href) {

    public TransitionUi {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(href, "href");
    }
}
