package org.trunkline.gateway.internal.preview;

import java.util.HashMap;
import java.util.Map;
import org.trunkline.gateway.internal.Serving;
import org.trunkline.gateway.internal.testing.Configurations;

/** Makes preview components outside of OSGi. */
public final class Previews {

    private Previews() {}

    public static AutoCloseable open(Map<String, Object> config, Serving serving) {
        Map<String, Object> values = new HashMap<>(Map.of("port", 0));
        values.putAll(config);
        return new PreviewComponent(Configurations.of(PreviewConfig.class, values), serving)::stop;
    }
}
