package org.trunkline.registry.carbon.internal;

import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.config.RegistryContext;
import org.wso2.carbon.registry.core.jdbc.EmbeddedRegistryService;

/**
 * What code written for WSO2's registry may ask about its surroundings: WSO2's defaults, and registries for users. There is
 * no database and no realm behind it.
 */
final class CarbonRegistryContext extends RegistryContext {

    private final Registry registry;

    CarbonRegistryContext(Registry registry) {
        this.registry = registry;
        setVersionOnChange(false);
        setRegistryRoot("/");
        // A UserRegistry over a context that is no clone creates WSO2's system collections with their permissions.
        setClone(true);
    }

    @Override
    public EmbeddedRegistryService getEmbeddedRegistryService() {
        return new CarbonRegistryService(registry);
    }
}
