package org.trunkline.registry.carbon.internal;

import java.util.Map;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** Stored queries in WSO2's way. Safe for use by many threads. */
final class Queries {

    Queries(Session session, ResourceTree tree) {}

    Collection execute(String path, Map<?, ?> parameters) throws RegistryException {
        throw new RegistryException("The query " + path + " is SQL: this registry has none of WSO2's tables.");
    }
}
