package org.trunkline.gateway;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The gateway of this node: deployed APIs in memory, kept the same as the store that feeds it. Registered as a service
 * from the moment on that it begins to load, so that its status can be seen while it does. Thread-safe.
 */
@ProviderType
public interface Gateway {

    /** How the gateway is doing at this moment. Cheap: it waits for nothing and asks nobody. */
    GatewayStatus status();

    /** Looks for changes at once instead of at the end of the poll interval. Returns at once. */
    void wake();
}
