package org.trunkline.lifecycle.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.lifecycle.TransitionInput;
import org.trunkline.registry.RegistryPath;

/**
 * What an event needs from whoever causes it. Immutable.
 *
 * @param inputs the fields that the lifecycle asks for; each is a parameter of its name
 * @param versions the resource and all that it depends on, the resource first; each is a parameter with its path as the name
 *     and its next version as the value. None unless an execution of the event copies to paths that hold versions.
 */
public record TransitionNeeds(List<TransitionInput> inputs, List<Versioned> versions) {

    public TransitionNeeds {
        inputs = List.copyOf(inputs);
        versions = List.copyOf(versions);
    }

    /**
     * Something that gets a version with the event. Immutable.
     *
     * @param current empty if it does not say
     * @param suggested a version that it can have next
     */
    public record Versioned(RegistryPath path, Optional<String> mediaType, Optional<String> current, String suggested) {

        public Versioned {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(current, "current");
            Objects.requireNonNull(suggested, "suggested");
        }
    }
}
