package org.trunkline.lifecycle.engine;

import java.util.Objects;
import org.trunkline.lifecycle.LifecycleConfiguration;
import org.trunkline.lifecycle.LifecycleDefinition;

/**
 * A version of a lifecycle. Immutable.
 *
 * @param version the digest of its configuration: 64 lower-case hexadecimal digits
 * @param xml the configuration as it was given
 */
public record StoredLifecycle(String version, String xml, LifecycleConfiguration configuration) {

    public StoredLifecycle {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(xml, "xml");
        Objects.requireNonNull(configuration, "configuration");
    }

    public LifecycleDefinition definition() {
        return configuration.definition();
    }

    public String name() {
        return definition().name();
    }
}
