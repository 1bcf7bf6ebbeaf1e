package org.trunkline.server.internal.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.trunkline.server.Problem;

/** Asks Declarative Services which components wait for another service, or failed. One that is not configured is switched off, which is no problem. */
final class ComponentProblems {

    private final ServiceComponentRuntime runtime;

    ComponentProblems(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    List<Problem> list() {
        List<Problem> problems = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    problems.add(problem(component, "failed to start: " + firstLine(configuration.failure)));
                } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                        problems.add(problem(component, "waits for " + wanted(component, missing)));
                    }
                }
            }
        }
        return problems;
    }

    private static Problem problem(ComponentDescriptionDTO component, String reason) {
        return new Problem(Problem.Kind.COMPONENT, component.name, reason);
    }

    private static String wanted(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing) {
        String service = Arrays.stream(component.references)
                .filter(reference -> reference.name.equals(missing.name))
                .map((ReferenceDTO reference) -> "a service " + reference.interfaceName)
                .findFirst()
                .orElse("the service of its reference " + missing.name);
        return missing.target == null ? service : service + " with " + missing.target;
    }

    private static String firstLine(String failure) {
        return failure == null
                ? "no reason was given"
                : failure.lines().findFirst().orElse("no reason was given");
    }
}
