package org.trunkline.server;

import java.util.Objects;

/**
 * Something that keeps a part of the node from working while the rest goes on.
 *
 * @param kind what has the problem
 * @param subject its name: a jar's file name, a component's name, a table of deployment.toml
 * @param reason what is wrong and what to do, in plain words
 */
public record Problem(Kind kind, String subject, String reason) {

    /** What has a problem. */
    public enum Kind {
        /** A bundle that was not installed, did not resolve or did not start. */
        BUNDLE,
        /** A component that waits for something or failed. */
        COMPONENT,
        /** The configuration of the node. */
        CONFIGURATION
    }

    public Problem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(reason, "reason");
    }
}
