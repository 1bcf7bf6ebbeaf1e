package org.trunkline.registry.carbon.internal;

import java.util.Optional;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.ResourceImpl;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** Symbolic links in WSO2's way. Safe for use by many threads. */
final class Links {

    // The names are WSO2's (RegistryConstants of registry.core 4.6.0).
    private static final String LINK = "registry.link";
    private static final String MOUNT_POINT = "registry.mountpoint";
    private static final String TARGET_POINT = "registry.targetpoint";
    private static final String ACTUAL_PATH = "registry.actualpath";
    private static final String PATH = "registry.path";

    private final Session session;

    Links(Session session) {
        this.session = session;
    }

    void create(String asked, String askedTarget) throws RegistryException {
        RegistryPath path = Address.toWrite(asked);
        RegistryPath target = Address.toWrite(askedTarget);
        if (path.equals(target)) {
            throw new RegistryException("Path and target are same, path = target = " + path
                    + ". You can't create a symbolic link to itself.");
        }
        Registry registry = session.acting();
        Failures.telling(asked, () -> registry.link(path, target));
    }

    void remove(Address address) throws RegistryException {
        RegistryPath path = address.path();
        Registry registry = session.acting();
        Failures.telling(address.asked(), () -> {
            if (registry.linkTarget(path).isEmpty()) {
                throw new RegistryException(
                        "Couldn't find the mount point to remove. There is no link at " + path + ".");
            }
            registry.delete(path);
        });
    }

    /** What is at a path; nothing is behind a link that leads nowhere. */
    Optional<org.trunkline.registry.Resource> find(RegistryPath path)
            throws org.trunkline.registry.RegistryException, RegistryException {
        try {
            return session.acting().find(path);
        } catch (org.trunkline.registry.RegistryException e) {
            if (e.kind() == Kind.REFUSED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Says of a resource that was reached through a link how it was reached. */
    void mark(ResourceImpl shown, org.trunkline.registry.Resource resource) throws RegistryException {
        if (resource.path().equals(resource.realPath())) {
            return;
        }
        Registry registry = session.acting();
        Failures.telling(resource.path().toString(), () -> {
            Optional<RegistryPath> at = Optional.of(resource.path());
            while (at.isPresent()) {
                Optional<RegistryPath> target = registry.linkTarget(at.get());
                if (target.isPresent()) {
                    shown.addPropertyWithNoUpdate(LINK, "true");
                    shown.addPropertyWithNoUpdate(MOUNT_POINT, at.get().toString());
                    shown.addPropertyWithNoUpdate(TARGET_POINT, target.get().toString());
                    shown.addPropertyWithNoUpdate(
                            ACTUAL_PATH,
                            resource.path().moved(at.get(), target.get()).toString());
                    shown.addPropertyWithNoUpdate(PATH, resource.path().toString());
                    return;
                }
                at = at.get().parent();
            }
        });
    }

    /** Takes away again what {@link #mark} said. */
    void unmark(Resource resource) {
        if (resource.getProperty(LINK) != null) {
            resource.removeProperty(LINK);
            resource.removeProperty(MOUNT_POINT);
            resource.removeProperty(TARGET_POINT);
            resource.removeProperty(ACTUAL_PATH);
            resource.removeProperty(PATH);
        }
    }
}
