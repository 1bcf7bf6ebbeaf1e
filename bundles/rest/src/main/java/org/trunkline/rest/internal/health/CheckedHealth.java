package org.trunkline.rest.internal.health;

import java.util.Comparator;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The health as Felix Health Checks has it. Its executor gives each check a time limit and keeps an outcome for a moment,
 * so that nobody can keep the node busy by asking for its health.
 */
@Component(service = Health.class)
public final class CheckedHealth implements Health {

    private final HealthCheckExecutor executor;

    @Activate
    public CheckedHealth(@Reference HealthCheckExecutor executor) {
        this.executor = executor;
    }

    @Override
    public List<Outcome> check(String tag) {
        return executor.execute(HealthCheckSelector.tags(tag)).stream()
                .map(CheckedHealth::outcome)
                .sorted(Comparator.comparing(Outcome::name))
                .toList();
    }

    private static Outcome outcome(HealthCheckExecutionResult execution) {
        Result result = execution.getHealthCheckResult();
        StringBuilder message = new StringBuilder();
        result.forEach(entry -> message.append(message.isEmpty() ? "" : "; ").append(entry.getMessage()));
        return new Outcome(
                execution.getHealthCheckMetadata().getTitle(),
                result.getStatus().compareTo(Result.Status.WARN) <= 0,
                result.getStatus().name(),
                message.toString());
    }
}
