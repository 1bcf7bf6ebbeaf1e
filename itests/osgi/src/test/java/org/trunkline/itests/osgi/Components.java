package org.trunkline.itests.osgi;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What the framework's components wait for. */
final class Components {

    private Components() {}

    /** Each component of ours that is not satisfied, by its simple name, with the reason. */
    static Map<String, String> waiting(ServiceComponentRuntime runtime) {
        Map<String, String> reasons = new TreeMap<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            if (component.bundle.symbolicName.startsWith("org.trunkline.")) {
                String simpleName = component.name.substring(component.name.lastIndexOf('.') + 1);
                String reason = reason(component, List.copyOf(runtime.getComponentConfigurationDTOs(component)));
                if (!reason.isEmpty()) {
                    reasons.put(simpleName, reason);
                }
            }
        }
        return reasons;
    }

    private static String reason(ComponentDescriptionDTO component, List<ComponentConfigurationDTO> configurations) {
        if (configurations.isEmpty()) {
            return "configuration of " + String.join(", ", component.configurationPid);
        }
        return configurations.stream()
                .map(configuration -> reason(component, configuration))
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String reason(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION:
                return "configuration of " + String.join(", ", component.configurationPid);
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE:
                return Arrays.stream(configuration.unsatisfiedReferences)
                        .map(reference -> "service " + reference.name)
                        .sorted()
                        .collect(Collectors.joining(", "));
            case ComponentConfigurationDTO.FAILED_ACTIVATION:
                return "failed: " + configuration.failure;
            case ComponentConfigurationDTO.ACTIVE:
                return "";
            default:
                return component.immediate ? "its activation" : "";
        }
    }
}
