package org.trunkline.registry.carbon.internal;

import org.trunkline.registry.Registry;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.session.CurrentSession;

/** Who acts: the user of WSO2's {@link CurrentSession}, the system where it has none. Immutable. */
record Session(Registry registry) {

    static final int SUPER_TENANT = -1234;

    private static final int NO_TENANT = -1;

    /** The registry, acting as the user of the calling thread. */
    Registry acting() throws RegistryException {
        requireTenant(CurrentSession.getTenantId());
        return registry.actingAs(user());
    }

    static void requireTenant(int tenant) throws RegistryException {
        if (tenant != SUPER_TENANT && tenant != NO_TENANT) {
            throw new RegistryException(
                    "There is no tenant " + tenant + " here: the only one is " + SUPER_TENANT + ".");
        }
    }

    static String user() {
        String user = CurrentSession.getUser();
        return user == null || user.isBlank() ? Registry.SYSTEM_USER : user;
    }
}
