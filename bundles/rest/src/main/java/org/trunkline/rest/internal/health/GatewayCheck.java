package org.trunkline.rest.internal.health;

import java.util.Optional;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.rest.internal.gateway.GatewayPart;
import org.trunkline.rest.internal.node.ConfiguredParts;
import org.trunkline.rest.internal.node.NodeParts;

/** A node that is to be a gateway is ready once that has taken over a complete state. */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=gateway", HealthCheck.TAGS + "=" + Health.READY})
public final class GatewayCheck implements HealthCheck {

    private final NodeParts parts;
    private final ConfiguredParts configured;

    @Activate
    public GatewayCheck(@Reference NodeParts parts, @Reference ConfiguredParts configured) {
        this.parts = parts;
        this.configured = configured;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        Optional<GatewayPart> gateway = parts.gateway();
        if (gateway.isPresent() && gateway.get().ready()) {
            log.info("{}", gateway.get().describe());
        } else if (gateway.isPresent()) {
            log.temporarilyUnavailable("{}", gateway.get().describe());
        } else if (configured.gateway()) {
            log.temporarilyUnavailable("The configured gateway is not there (yet).");
        } else {
            log.info("This node runs no gateway.");
        }
        return new Result(log);
    }
}
