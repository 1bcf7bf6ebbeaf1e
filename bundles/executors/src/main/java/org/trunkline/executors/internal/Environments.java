package org.trunkline.executors.internal;

import java.util.Optional;

/** From which environment to which one resources go, where it may depend on their media type. Immutable. */
final class Environments {

    private static final String CURRENT = "currentEnvironment";
    private static final String TARGET = "targetEnvironment";

    private final Parameters parameters;

    Environments(Parameters parameters) {
        this.parameters = parameters;
    }

    boolean areKnown() {
        return parameters.text(CURRENT).isPresent() && parameters.text(TARGET).isPresent();
    }

    /** What resources of a media type come from, for a message. */
    String current(String mediaType) {
        return text(mediaType, CURRENT);
    }

    /**
     * Where a resource lies in the target environment.
     *
     * @return empty if it is not in the current one
     */
    Optional<String> map(String path, String mediaType, String version) throws RefusedException {
        return PathTemplate.of(current(mediaType)).map(path, PathTemplate.of(text(mediaType, TARGET)), version);
    }

    private String text(String mediaType, String name) {
        return parameters
                .text(mediaType + ":" + name)
                .or(() -> parameters.text(name))
                .orElseThrow(() -> new IllegalStateException("nobody asks without " + name));
    }
}
