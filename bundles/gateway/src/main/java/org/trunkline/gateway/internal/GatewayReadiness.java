package org.trunkline.gateway.internal;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.gateway.FailedArtifact;
import org.trunkline.gateway.Gateway;
import org.trunkline.gateway.GatewayStatus;

/**
 * Says whether traffic can be sent to this node: everything published was taken over once, and the front listens. An
 * artifact that cannot be deployed is named and does not hold the node back: one bad API would take all others down.
 */
@Component(property = {HealthCheck.NAME + "=Gateway", HealthCheck.TAGS + "=ready"})
public final class GatewayReadiness implements HealthCheck {

    private final Gateway gateway;

    @Activate
    public GatewayReadiness(@Reference Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Result execute() {
        GatewayStatus status = gateway.status();
        FormattingResultLog log = new FormattingResultLog();
        if (!status.ready()) {
            log.temporarilyUnavailable(
                    "Waiting for {} to give everything that is published for the labels {}",
                    status.source(),
                    status.labels());
        }
        status.problem().ifPresent(problem -> log.info("{}", problem));
        status.previewProblem().ifPresent(problem -> log.temporarilyUnavailable("{}", problem));
        for (FailedArtifact failure : status.failures()) {
            log.info("Not deployed as published: {}: {}", failure.key(), failure.reason());
        }
        log.info("{} APIs deployed", status.apis().size());
        return new Result(log);
    }
}
