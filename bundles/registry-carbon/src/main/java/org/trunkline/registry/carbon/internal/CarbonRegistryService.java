package org.trunkline.registry.carbon.internal;

import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.EmbeddedRegistryService;
import org.wso2.carbon.registry.core.session.UserRegistry;
import org.wso2.carbon.user.core.UserRealm;

/** Registries that act for a user, below a path if wanted. All of WSO2's ways to ask for one come to the same method. */
final class CarbonRegistryService extends EmbeddedRegistryService {

    private final Registry registry;

    CarbonRegistryService(Registry registry) {
        this.registry = registry;
    }

    @Override
    public UserRegistry getUserRegistry(String userName, int tenantId, String chroot) throws RegistryException {
        Session.requireTenant(tenantId);
        return new UserRegistry(userName, Session.SUPER_TENANT, registry, null, chroot);
    }

    @Override
    public UserRegistry getUserRegistry(String userName) throws RegistryException {
        return getUserRegistry(userName, Session.SUPER_TENANT, null);
    }

    @Override
    public UserRegistry getUserRegistry(String userName, String password) throws RegistryException {
        return getUserRegistry(userName, password, Session.SUPER_TENANT, null);
    }

    @Override
    public UserRegistry getUserRegistry(String userName, String password, int tenantId, String chroot)
            throws RegistryException {
        throw new RegistryException("The password of " + userName + " is not checked here: there is no user store.");
    }

    @Override
    public UserRealm getUserRealm(int tenantId) throws RegistryException {
        throw new RegistryException("There is no realm of the tenant " + tenantId + ": there is no user store.");
    }
}
