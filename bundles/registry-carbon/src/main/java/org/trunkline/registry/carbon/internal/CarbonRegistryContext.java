package org.trunkline.registry.carbon.internal;

import org.wso2.carbon.registry.core.config.RegistryContext;

/** What code written for WSO2's registry may ask about its surroundings: WSO2's defaults, and nothing of a database. */
final class CarbonRegistryContext extends RegistryContext {

    CarbonRegistryContext() {
        setVersionOnChange(false);
        setRegistryRoot("/");
    }
}
