package org.trunkline.lifecycle;

import java.time.Duration;
import java.util.Objects;

/**
 * A colour for the time that a resource has been in a state. Immutable.
 *
 * @param min from this time on
 * @param max up to this time
 */
public record Checkpoint(String id, String colour, Duration min, Duration max) {

    /** @throws IllegalArgumentException if it ends before it begins */
    public Checkpoint {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(colour, "colour");
        if (max.compareTo(min) < 0) {
            throw new IllegalArgumentException("the checkpoint '" + id + "' ends before it begins");
        }
    }
}
