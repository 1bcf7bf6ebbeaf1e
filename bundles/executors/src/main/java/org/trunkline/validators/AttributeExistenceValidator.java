package org.trunkline.validators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.executors.internal.Parameters;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** Holds if an artifact has all of some {@code attributes}, which commas divide, for example {@code overview_version}. */
public final class AttributeExistenceValidator extends Validation {

    @Override
    Optional<String> fault(RequestContext context, Parameters parameters) throws RegistryException {
        Optional<String> wanted = parameters.text("attributes");
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> there = ArtifactAttributes.of(context.getResource());
        List<String> missing = new ArrayList<>();
        for (String attribute : wanted.get().split(",")) {
            if (!there.containsKey(attribute.trim())) {
                missing.add(attribute.trim());
            }
        }
        return unless(missing.isEmpty(), "These attributes are missing: " + String.join(", ", missing) + ".");
    }
}
