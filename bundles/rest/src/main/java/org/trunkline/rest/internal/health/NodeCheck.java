package org.trunkline.rest.internal.health;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.server.Node;
import org.trunkline.server.Problem;

/** Shows the node's problems with its health. They alone do not make it unready: the rest of it goes on. */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=node", HealthCheck.TAGS + "=" + Health.READY})
public final class NodeCheck implements HealthCheck {

    private final Node node;

    @Activate
    public NodeCheck(@Reference Node node) {
        this.node = node;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        log.info("{} runs {}", node.name(), node.version());
        for (Problem problem : node.problems()) {
            log.warn("{} {}: {}", problem.kind(), problem.subject(), problem.reason());
        }
        return new Result(log);
    }
}
