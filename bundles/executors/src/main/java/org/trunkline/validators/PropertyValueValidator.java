package org.trunkline.validators;

import java.util.List;
import java.util.Optional;
import org.trunkline.executors.internal.Parameters;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/**
 * Holds if the property {@code propertyName} of a resource is {@code propertyValue}, or with {@code isMultiValued} has it
 * among its values.
 */
public final class PropertyValueValidator extends Validation {

    @Override
    Optional<String> fault(RequestContext context, Parameters parameters) {
        return fault(context.getResource(), parameters);
    }

    static Optional<String> fault(Resource resource, Parameters parameters) {
        Optional<String> name = parameters.text("propertyName");
        Optional<String> value = parameters.text("propertyValue");
        if (name.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = resource.getPropertyValues(name.get());
        List<String> there = values == null ? List.of() : values;
        boolean holds = parameters.flag("isMultiValued", false)
                ? there.contains(value.get())
                : value.get().equals(resource.getProperty(name.get()));
        return unless(holds, "The property " + name.get() + " is " + there + ", not " + value.get() + ".");
    }
}
