package org.trunkline.rest.internal.health;

import java.util.Optional;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.rest.internal.node.BoundStore;
import org.trunkline.rest.internal.node.ConfiguredParts;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.ArtifactStoreException;

/**
 * A node that publishes is ready while its store answers. On a node that only reads it does not matter: its gateway
 * serves the last good state while the store is away.
 */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=store", HealthCheck.TAGS + "=" + Health.READY})
public final class StoreCheck implements HealthCheck {

    private final NodeParts parts;
    private final ConfiguredParts configured;

    @Activate
    public StoreCheck(@Reference NodeParts parts, @Reference ConfiguredParts configured) {
        this.parts = parts;
        this.configured = configured;
    }

    @Override
    public Result execute() {
        Optional<BoundStore> store = parts.store();
        if (store.isEmpty() || !configured.publisher()) {
            return new Result(Result.Status.OK, "This node publishes to no store.");
        }
        try {
            return new Result(
                    Result.Status.OK,
                    "The " + store.get().type() + " store answers, its head is "
                            + store.get().store().head() + ".");
        } catch (ArtifactStoreException e) {
            return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, e.getMessage(), e);
        }
    }
}
