package org.trunkline.registry.carbon;

import java.util.Objects;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/**
 * The context that WSO2's executors and validations are called with. Its {@link #getSystemRegistry} works without a WSO2
 * server. Not safe for use by several threads.
 */
public final class CarbonRequestContext extends RequestContext {

    private final Registry systemRegistry;

    /**
     * A context without a resource.
     *
     * @param registry what acts for the user
     * @param systemRegistry what acts for the system
     */
    public CarbonRequestContext(Registry registry, Registry systemRegistry) {
        super(Objects.requireNonNull(registry, "registry"), null, null);
        this.systemRegistry = Objects.requireNonNull(systemRegistry, "systemRegistry");
    }

    @Override
    public Registry getSystemRegistry() {
        return systemRegistry;
    }
}
