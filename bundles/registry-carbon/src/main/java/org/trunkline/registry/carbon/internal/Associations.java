package org.trunkline.registry.carbon.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.trunkline.registry.Association;
import org.trunkline.registry.Association.Direction;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryPath;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.exceptions.ResourceNotFoundException;

/**
 * Associations in WSO2's way: their targets are paths, whether something is there or not, and addresses. A path where
 * nothing is is kept as an address of its own scheme. Safe for use by many threads.
 */
final class Associations {

    private static final String ELSEWHERE = "registry";

    private final Session session;
    private final Links links;

    Associations(Session session, Links links) {
        this.session = session;
        this.links = links;
    }

    void add(Address source, String target, String type) throws RegistryException {
        RegistryPath from = source.current("associate the resource");
        Registry registry = session.acting();
        Failures.telling(source.asked(), () -> {
            if (links.find(from).isEmpty()) {
                throw new ResourceNotFoundException(source.asked());
            }
            registry.associate(association(from, target, type));
        });
    }

    void remove(Address source, String target, String type) throws RegistryException {
        RegistryPath from = source.current("remove an association of the resource");
        Registry registry = session.acting();
        Failures.telling(source.asked(), () -> {
            Association association = association(from, target, type);
            registry.dissociate(association);
            if (association.targetPath().isPresent()) {
                // It may have been added before there was something at the target.
                registry.dissociate(new Association(from, elsewhere(target), type));
            }
        });
    }

    private Association association(RegistryPath source, String target, String type)
            throws org.trunkline.registry.RegistryException, RegistryException {
        if (target == null || target.isEmpty() || type == null) {
            throw new RegistryException("An association of " + source + " needs a target and a type, not '" + target
                    + "' and '" + type + "'.");
        }
        Address address = Address.of(target);
        Optional<RegistryPath> path = address.version().isPresent() ? Optional.empty() : address.find();
        if (path.isPresent() && links.find(path.get()).isPresent()) {
            return new Association(source, path.get(), type);
        }
        return new Association(source, target.startsWith("/") ? elsewhere(target) : target, type);
    }

    private static String elsewhere(String path) throws RegistryException {
        try {
            return new URI(ELSEWHERE, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new RegistryException("'" + path + "' cannot be the target of an association.", e);
        }
    }

    /** The target as the caller gave it. */
    static String target(Association association) {
        String target = association.target();
        return target.startsWith(ELSEWHERE + ":/") ? URI.create(target).getPath() : target;
    }

    /** All of a resource, whichever end it is at. */
    org.wso2.carbon.registry.core.Association[] of(Address address, Optional<String> type) throws RegistryException {
        Optional<RegistryPath> path = address.version().isPresent() ? Optional.empty() : address.find();
        Registry registry = session.acting();
        List<Association> all = Failures.told(
                address.asked(),
                () -> path.isEmpty() || links.find(path.get()).isEmpty()
                        ? List.of()
                        : registry.associations(path.get(), Direction.BOTH, type));
        return all.stream()
                .map(association -> new org.wso2.carbon.registry.core.Association(
                        association.source().toString(), target(association), association.type()))
                .toArray(org.wso2.carbon.registry.core.Association[]::new);
    }
}
