package org.trunkline.registry.imports;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.registry.Association;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;

/** What an import is about to put into trunk. Not safe for use by several threads. */
final class TrunkPlan {

    /**
     * A resource to be.
     *
     * @param location of the document that it is made of; empty for others
     * @param derived whether its dependencies follow from its content, so that older ones go with the older content
     * @param shared whether whatever lies there serves as well
     */
    record Planned(
            RegistryPath path,
            String mediaType,
            byte[] content,
            Optional<String> location,
            boolean derived,
            boolean shared) {}

    private final Map<RegistryPath, Planned> resources = new LinkedHashMap<>();
    private final Set<Association> associations = new LinkedHashSet<>();

    void addDocument(RegistryPath path, String mediaType, byte[] content, String location) throws RegistryException {
        add(new Planned(path, mediaType, content, Optional.of(location), true, false));
    }

    void addService(RegistryPath path, byte[] content) throws RegistryException {
        add(new Planned(path, GovernanceXml.SERVICE_TYPE, content, Optional.empty(), false, false));
    }

    /** An endpoint belongs to everybody who names its address. */
    void addEndpoint(RegistryPath path, byte[] content) {
        resources.putIfAbsent(
                path, new Planned(path, GovernanceXml.ENDPOINT_TYPE, content, Optional.empty(), false, true));
    }

    private void add(Planned planned) throws RegistryException {
        Planned other = resources.putIfAbsent(planned.path(), planned);
        if (other != null && !Arrays.equals(other.content(), planned.content())) {
            throw Refusal.of("Two different documents would lie at " + planned.path() + ": "
                    + other.location().orElse("a service") + " and "
                    + planned.location().orElse("a service") + ". Rename one of them.");
        }
    }

    /** Says in both directions that one needs the other, as WSO2 does. */
    void depends(RegistryPath source, RegistryPath target) {
        if (!source.equals(target)) {
            associations.add(new Association(source, target, Association.DEPENDS));
            associations.add(new Association(target, source, Association.USED_BY));
        }
    }

    Collection<Planned> resources() {
        return resources.values();
    }

    Set<Association> associations() {
        return associations;
    }
}
