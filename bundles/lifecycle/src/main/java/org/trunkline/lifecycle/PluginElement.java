package org.trunkline.lifecycle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Plug-in code that an event calls: an execution or a validation. Immutable.
 *
 * @param className the class that is looked for
 * @param parameters as the plug-in gets them, in the order of the configuration: the value of the attribute, else the text,
 *     else the first element inside as XML
 */
public record PluginElement(String event, String className, Map<String, String> parameters) {

    public PluginElement {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(className, "className");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
