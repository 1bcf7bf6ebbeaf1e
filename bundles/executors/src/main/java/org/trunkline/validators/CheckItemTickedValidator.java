package org.trunkline.validators;

import java.util.List;
import java.util.Optional;
import org.trunkline.executors.internal.Parameters;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/**
 * Holds if the check item {@code itemIndex}, from 0, of the resource's lifecycle is ticked, or with {@code checked=false} if it
 * is not.
 */
public final class CheckItemTickedValidator extends Validation {

    private static final String OPTION = "registry.custom_lifecycle.checklist.option.";

    @Override
    void check(Parameters given) {
        String index = given.text("itemIndex").orElse("");
        if (!index.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("the itemIndex '" + index + "' is no number");
        }
    }

    @Override
    Optional<String> fault(RequestContext context, Parameters parameters) {
        Optional<String> index = parameters.text("itemIndex");
        if (index.isEmpty()) {
            return Optional.empty();
        }
        Resource resource = context.getResource();
        String lifecycle =
                String.valueOf(resource.getProperty("registry.LC.name")).replaceAll("\\s", "");
        List<String> item = resource.getPropertyValues(OPTION + lifecycle + "." + index.get() + ".item");
        if (item == null) {
            // before Governance Registry 5.0, when a resource had one lifecycle
            item = resource.getPropertyValues(OPTION + index.get() + ".item");
        }
        if (item == null) {
            return Optional.of("The lifecycle " + lifecycle + " has no check item " + index.get() + " in this state.");
        }
        boolean wanted = parameters.flag("checked", true);
        return unless(
                item.contains("value:" + wanted),
                "The check item " + index.get() + " is " + (wanted ? "not ticked." : "ticked."));
    }
}
