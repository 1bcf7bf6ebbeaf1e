package org.trunkline.rest.internal.registry;

import java.util.ArrayList;
import java.util.List;
import org.trunkline.registry.access.AccessRules;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.rest.internal.node.NodeParts;

/**
 * What can be asked of the registry. The first name behind {@code /api/v1/registry} says what of a resource is meant, and all
 * behind it is the resource's path, so that no path can be mistaken for something else.
 */
public final class RegistryRoutes {

    private final NodeParts parts;
    private final AccessRules rules;

    public RegistryRoutes(NodeParts parts, AccessRules rules) {
        this.parts = parts;
        this.rules = rules;
    }

    public List<Route> all() {
        RegistryDoor door = new RegistryDoor(parts, rules);
        List<Route> all = new ArrayList<>();
        all.addAll(new ContentRoutes(door).all());
        all.addAll(new TreeRoutes(door).all());
        all.addAll(new VersionRoutes(door).all());
        all.addAll(new AssociationRoutes(door).all());
        all.addAll(new OpinionRoutes(door).all());
        all.addAll(new FindRoutes(door, parts).all());
        all.addAll(new ImportRoutes(door, parts).all());
        return all;
    }
}
