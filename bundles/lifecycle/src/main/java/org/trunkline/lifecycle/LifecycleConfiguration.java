package org.trunkline.lifecycle;

import java.util.List;
import java.util.Objects;

/**
 * What was read. Immutable.
 *
 * @param aspectClass the class that the configuration names; WSO2's is
 *     {@code org.wso2.carbon.governance.registry.extensions.aspects.DefaultLifeCycle}
 * @param warnings what is likely to be a mistake and does no harm to the rest
 */
public record LifecycleConfiguration(
        LifecycleDefinition definition, String aspectClass, List<InvalidLifecycleException.Problem> warnings) {

    public LifecycleConfiguration {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(aspectClass, "aspectClass");
        warnings = List.copyOf(warnings);
    }
}
