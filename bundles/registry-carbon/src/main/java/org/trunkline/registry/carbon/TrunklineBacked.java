package org.trunkline.registry.carbon;

import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** What an {@link AspectEngine} finds behind the WSO2 registry that it is called with. Safe for use by many threads. */
public interface TrunklineBacked {

    /**
     * Trunkline's registry behind it, acting as the user of WSO2's {@code CurrentSession}.
     *
     * @throws RegistryException if the session is one of a tenant that is not there
     */
    org.trunkline.registry.Registry behind() throws RegistryException;

    /** WSO2's registry over another registry of Trunkline, with the same aspects. */
    Registry over(org.trunkline.registry.Registry other);
}
