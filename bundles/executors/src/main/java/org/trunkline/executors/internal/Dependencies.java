package org.trunkline.executors.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.wso2.carbon.registry.core.Association;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** What a resource depends on, directly or through others. Immutable. */
final class Dependencies {

    static final String DEPENDS = "depends";

    private final Registry registry;

    Dependencies(Registry registry) {
        this.registry = registry;
    }

    /**
     * All dependencies of a resource, each once, without itself.
     *
     * @param leaves what is not looked behind
     * @throws RefusedException if one does not exist or depends on itself; the message names it
     */
    Set<String> of(String path, Set<String> leaves) throws RefusedException, RegistryException {
        Set<String> found = new LinkedHashSet<>();
        Map<String, Iterator<String>> way = new LinkedHashMap<>();
        Deque<String> ends = new ArrayDeque<>();
        way.put(path, direct(path).iterator());
        ends.push(path);
        while (!ends.isEmpty()) {
            String end = ends.element();
            if (!way.get(end).hasNext()) {
                way.remove(ends.pop());
                continue;
            }
            String next = way.get(end).next();
            if (way.containsKey(next)) {
                throw circle(new ArrayList<>(way.keySet()), next);
            }
            if (!registry.resourceExists(next)) {
                throw new RefusedException("The dependency " + next + " of " + end
                        + " does not exist. Put it there, or take the association away.");
            }
            if (found.add(next) && !leaves.contains(next)) {
                way.put(next, direct(next).iterator());
                ends.push(next);
            }
        }
        return found;
    }

    private static RefusedException circle(List<String> way, String next) {
        List<String> circle = new ArrayList<>(way.subList(way.indexOf(next), way.size()));
        circle.add(next);
        return new RefusedException("The dependencies lead in a circle: " + String.join(" depends on ", circle)
                + ". Take one of them away.");
    }

    private Set<String> direct(String path) throws RegistryException {
        Set<String> direct = new TreeSet<>();
        for (Association association : all(path)) {
            String target = association.getDestinationPath();
            if (association.getAssociationType().equals(DEPENDS)
                    && association.getSourcePath().equals(path)
                    && isVersionable(target)) {
                direct.add(target);
            }
        }
        return direct;
    }

    /** Addresses elsewhere and stored versions stay what they are. */
    static boolean isVersionable(String target) {
        return target.startsWith("/") && !target.contains(";version:");
    }

    List<Association> all(String path) throws RegistryException {
        Association[] all = registry.getAllAssociations(path);
        return all == null ? List.of() : Arrays.asList(all);
    }
}
