package org.trunkline.lifecycle.engine;

import java.util.Objects;
import org.trunkline.lifecycle.PluginElement;

/**
 * The element of a definition that calls a plug-in. Two uses are equal if they are the same element of the same version of
 * a lifecycle, so that a plug-in can be made and given its parameters once for each. Immutable.
 *
 * @param version of the lifecycle, see {@link StoredLifecycle#version}
 * @param place of the element among those of its kind in the state, for example {@code execution 0}
 */
public record PluginUse(String lifecycle, String version, String state, String place, PluginElement element) {

    public PluginUse {
        Objects.requireNonNull(lifecycle, "lifecycle");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(element, "element");
    }
}
