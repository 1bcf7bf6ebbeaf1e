package org.trunkline.rest.internal.health;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.rest.internal.node.ConfiguredParts;
import org.trunkline.rest.internal.node.NodeParts;

/** A node is not ready before every part is there that its configuration asks for. */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=parts", HealthCheck.TAGS + "=" + Health.READY})
public final class PartsCheck implements HealthCheck {

    private final NodeParts parts;
    private final ConfiguredParts configured;

    @Activate
    public PartsCheck(@Reference NodeParts parts, @Reference ConfiguredParts configured) {
        this.parts = parts;
        this.configured = configured;
    }

    @Override
    public Result execute() {
        List<String> missing = new ArrayList<>();
        if (configured.publisher() && parts.sink().isEmpty()) {
            missing.add("artifact saver");
        }
        if (configured.gateway() && parts.gateway().isEmpty()) {
            missing.add("gateway");
        }
        return missing.isEmpty()
                ? new Result(Result.Status.OK, "Every part that is configured is there.")
                : new Result(
                        Result.Status.TEMPORARILY_UNAVAILABLE,
                        "Configured and not there (yet): " + String.join(", ", missing) + ".");
    }
}
