package org.trunkline.executors.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.wso2.carbon.registry.core.Association;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** How copies are associated: among each other as their originals are, and with what was left where it is. */
final class CopiedAssociations {

    private static final String USED_BY = "usedBy";

    private final Registry registry;
    private final Dependencies dependencies;
    private final Map<String, String> moved = new LinkedHashMap<>();
    private final Set<String> staying;
    private final HandlerLock lock = HandlerLock.ofAssociations(RequestContext.class.getClassLoader());

    CopiedAssociations(Registry registry, Collection<Move> moves, Set<String> staying) {
        this.registry = registry;
        this.dependencies = new Dependencies(registry);
        this.staying = staying;
        moves.forEach(move -> moved.put(move.from(), move.to()));
    }

    /**
     * @param written the copies that were made now, the service among them
     * @param others whether associations with what is neither copied nor a dependency are copied too
     */
    void write(Collection<Move> written, boolean others) throws RefusedException, RegistryException {
        lock.during(() -> {
            for (Move move : written) {
                removeFormer(move.to());
            }
            for (String from : moved.keySet()) {
                for (Association association : dependencies.all(from)) {
                    copy(from, association, others);
                }
            }
        });
    }

    /** What a copy is associated with that it takes the place of, or that was made by a handler when it was put. */
    private void removeFormer(String copy) throws RegistryException {
        Set<String> copies = new HashSet<>(moved.values());
        for (Association association : dependencies.all(copy)) {
            if (!copies.contains(association.getSourcePath()) || !copies.contains(association.getDestinationPath())) {
                registry.removeAssociation(
                        association.getSourcePath(),
                        association.getDestinationPath(),
                        association.getAssociationType());
            }
        }
    }

    private void copy(String from, Association association, boolean others) throws RegistryException {
        boolean outgoing = association.getSourcePath().equals(from);
        String other = outgoing ? association.getDestinationPath() : association.getSourcePath();
        String type = association.getAssociationType();
        if (moved.containsKey(other)) {
            if (outgoing) {
                registry.addAssociation(moved.get(from), moved.get(other), type);
            }
        } else if (staying.contains(other) || others && !type.equals(Dependencies.DEPENDS) && !type.equals(USED_BY)) {
            registry.addAssociation(outgoing ? moved.get(from) : other, outgoing ? other : moved.get(from), type);
        }
    }
}
