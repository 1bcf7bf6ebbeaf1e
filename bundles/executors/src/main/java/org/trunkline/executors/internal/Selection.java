package org.trunkline.executors.internal;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.xml.InvalidXmlException;
import org.trunkline.xml.XmlText;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** What is copied when a service is promoted, where to and in which version, and what stays where it is. Immutable. */
final class Selection {

    private final Map<String, Move> moves;
    private final Set<String> staying;

    private Selection(Map<String, Move> moves, Set<String> staying) {
        this.moves = moves;
        this.staying = staying;
    }

    /** By the path that a resource has now; the service is the last. */
    Map<String, Move> moves() {
        return moves;
    }

    /** Dependencies that are left where they are. */
    Set<String> staying() {
        return staying;
    }

    /** @throws RefusedException if something cannot be copied; the message says what, and what to do */
    static Selection of(
            Registry registry,
            String service,
            RequestedVersions requested,
            boolean withDependencies,
            Environments environments)
            throws RefusedException, RegistryException {
        return new Maker(registry, service, requested, environments).make(withDependencies);
    }

    private static final class Maker {

        private final Registry registry;
        private final String service;
        private final RequestedVersions requested;
        private final Environments environments;
        private final Map<String, Move> moves = new LinkedHashMap<>();
        private final Set<String> staying = new LinkedHashSet<>();
        private final Map<String, String> taken = new HashMap<>();

        Maker(Registry registry, String service, RequestedVersions requested, Environments environments) {
            this.registry = registry;
            this.service = service;
            this.requested = requested;
            this.environments = environments;
        }

        Selection make(boolean withDependencies) throws RefusedException, RegistryException {
            Resource main = registry.get(service);
            String version = serviceVersion(main);
            if (environments
                    .map(service, String.valueOf(main.getMediaType()), version)
                    .isEmpty()) {
                throw new RefusedException("The service " + service + " is not in the environment "
                        + environments.current(main.getMediaType()) + ", so it cannot be promoted out of it.");
            }
            RequestedVersions.check(service, version);
            for (Map.Entry<String, String> given : requested.all().entrySet()) {
                if (!given.getKey().equals(service)) {
                    add(given.getKey(), given.getValue());
                }
            }
            if (withDependencies && requested.wereAsked()) {
                for (String dependency : new Dependencies(registry).of(service, staying)) {
                    if (!moves.containsKey(dependency) && !staying.contains(dependency)) {
                        add(dependency, version);
                    }
                }
            }
            move(service, main, version);
            return new Selection(Collections.unmodifiableMap(moves), Collections.unmodifiableSet(staying));
        }

        private String serviceVersion(Resource main) throws RefusedException, RegistryException {
            Optional<String> given = requested.of(service);
            if (given.isPresent()) {
                return given.get();
            }
            try {
                return ServiceDocument.of(XmlText.decode(Contents.of(main)))
                        .version()
                        .orElseThrow(() -> new RefusedException("The service " + service
                                + " has no version, and none is given: give one, such as 1.0.0."));
            } catch (InvalidXmlException e) {
                throw new RefusedException(
                        "The version of the service " + service + " cannot be read: " + e.getMessage() + ".", e);
            }
        }

        private void add(String path, String version) throws RefusedException, RegistryException {
            if (!registry.resourceExists(path)) {
                throw new RefusedException("A version is given for " + path + ", which does not exist.");
            }
            Resource resource = registry.get(path);
            if (resource instanceof Collection) {
                throw new RefusedException(path + " is a collection and cannot have a version.");
            }
            if (move(path, resource, version).isPresent()) {
                return;
            }
            if (!requested.of(path).equals(Optional.of(RequestedVersions.STAYS))) {
                throw new RefusedException("The dependency " + path + " is not in the environment "
                        + environments.current(String.valueOf(resource.getMediaType()))
                        + ". Give it the version " + RequestedVersions.STAYS + " to leave it where it is.");
            }
            staying.add(path);
        }

        private Optional<String> move(String path, Resource resource, String version) throws RefusedException {
            Optional<String> target = environments.map(path, String.valueOf(resource.getMediaType()), version);
            if (target.isEmpty()) {
                return target;
            }
            RequestedVersions.check(path, version);
            if (target.get().equals(path)) {
                throw new RefusedException("The promotion of " + path
                        + " leads to where it is: give another version, or another targetEnvironment.");
            }
            String other = taken.putIfAbsent(target.get(), path);
            if (other != null) {
                throw new RefusedException(
                        "Both " + other + " and " + path + " would become " + target.get() + ". Give other versions.");
            }
            moves.put(path, new Move(resource, path, target.get(), version));
            return target;
        }
    }
}
