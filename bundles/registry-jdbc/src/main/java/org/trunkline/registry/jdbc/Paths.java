package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;

/** The way from a path to a row of the tree, through links, and back. */
final class Paths {

    /** More are a mistake, and links to links to links could be followed for ever without being a circle. */
    private static final int MAX_LINKS = 64;

    private final Nodes nodes;

    Paths(Nodes nodes) {
        this.nodes = nodes;
    }

    /**
     * Where a path leads.
     *
     * @param real without links
     * @param last the last row on the way: the one at the path itself if nothing is missing
     * @param missing the names behind the last row that are not there
     */
    record Location(RegistryPath real, NodeRow last, List<String> missing) {

        boolean isThere() {
            return missing.isEmpty();
        }

        Optional<NodeRow> row() {
            return isThere() ? Optional.of(last) : Optional.empty();
        }
    }

    /** @throws RegistryException REFUSED if a link on the way leads in a circle or nowhere */
    Location follow(RegistryPath path) throws SQLException, RegistryException {
        return locate(path, true);
    }

    /** The same without following a link that the path itself is. */
    Location place(RegistryPath path) throws SQLException, RegistryException {
        return locate(path, false);
    }

    Location existing(RegistryPath path) throws SQLException, RegistryException {
        Location location = follow(path);
        if (!location.isThere()) {
            throw Refusals.notFound(path);
        }
        return location;
    }

    private Location locate(RegistryPath path, boolean followLast) throws SQLException, RegistryException {
        return new Walk(path).locate(path, followLast);
    }

    /** Whether the links of a path lead back to themselves. */
    boolean isCircle(RegistryPath path) throws SQLException {
        Walk walk = new Walk(path);
        try {
            walk.locate(path, true);
            return false;
        } catch (RegistryException e) {
            return walk.circle;
        }
    }

    /** Empty if nothing is there, or a link on the way leads in a circle or nowhere. */
    Optional<Location> leadingSomewhere(RegistryPath path) throws SQLException {
        try {
            return Optional.of(follow(path)).filter(Location::isThere);
        } catch (RegistryException e) {
            return Optional.empty();
        }
    }

    private final class Walk {

        private final RegistryPath asked;
        private final Set<Long> links = new HashSet<>();
        private int followed;
        private boolean circle;

        Walk(RegistryPath asked) {
            this.asked = asked;
        }

        Location locate(RegistryPath path, boolean followLast) throws SQLException, RegistryException {
            NodeRow at = nodes.root();
            if (path.isRoot()) {
                return new Location(path, at, List.of());
            }
            List<String> names = path.names();
            RegistryPath linked = null;
            int direct = 0;
            for (int i = 0; i < names.size(); i++) {
                Optional<NodeRow> child = nodes.child(at.id(), names.get(i));
                if (child.isEmpty()) {
                    List<String> missing = names.subList(i, names.size());
                    return new Location(linked == null ? path : below(linked, names, direct), at, missing);
                }
                at = child.get();
                boolean last = i == names.size() - 1;
                if (at.isLink() && (!last || followLast)) {
                    Location target = target(at);
                    at = target.last();
                    linked = target.real();
                    direct = i + 1;
                }
            }
            return new Location(linked == null ? path : below(linked, names, direct), at, List.of());
        }

        private RegistryPath below(RegistryPath linked, List<String> names, int from) {
            RegistryPath real = linked;
            for (String name : names.subList(from, names.size())) {
                real = real.child(name);
            }
            return real;
        }

        private Location target(NodeRow link) throws SQLException, RegistryException {
            if (!links.add(link.id())) {
                circle = true;
                throw Refusals.refused("The links of " + asked + " lead in a circle through '" + link.name() + "'");
            }
            if (++followed > MAX_LINKS) {
                throw Refusals.refused("More than " + MAX_LINKS + " links are on the way of " + asked);
            }
            Location target = locate(RegistryPath.of(link.link()), true);
            if (!target.isThere()) {
                throw Refusals.refused("The link '" + link.name() + "' on the way of " + asked + " leads to "
                        + link.link() + ", where nothing is");
            }
            links.remove(link.id());
            return target;
        }
    }

    /** Where a row lies; empty if it, or something above it, was deleted. */
    Optional<RegistryPath> pathOf(NodeRow row) throws SQLException {
        Deque<String> names = new ArrayDeque<>();
        NodeRow at = row;
        while (at.id() != Schema.ROOT) {
            names.addFirst(at.name());
            Optional<NodeRow> parent = at.parent() == Schema.DETACHED ? Optional.empty() : nodes.withId(at.parent());
            if (parent.isEmpty()) {
                return Optional.empty();
            }
            at = parent.get();
        }
        return Optional.of(names.isEmpty() ? RegistryPath.ROOT : RegistryPath.of("/" + String.join("/", names)));
    }

    Optional<RegistryPath> pathOf(long id) throws SQLException {
        Optional<NodeRow> row = nodes.withId(id);
        return row.isEmpty() ? Optional.empty() : pathOf(row.get());
    }

    /** Where many rows lie; those that were deleted are left out. */
    Map<Long, RegistryPath> pathsOf(List<NodeRow> rows) throws SQLException {
        Map<Long, Optional<RegistryPath>> parents = new HashMap<>();
        Map<Long, RegistryPath> paths = new HashMap<>();
        for (NodeRow row : rows) {
            Optional<RegistryPath> parent = parents.get(row.parent());
            if (parent == null) {
                parent = row.id() == Schema.ROOT || row.parent() == Schema.DETACHED
                        ? Optional.empty()
                        : pathOf(row.parent());
                parents.put(row.parent(), parent);
            }
            if (row.id() == Schema.ROOT) {
                paths.put(row.id(), RegistryPath.ROOT);
            } else if (parent.isPresent()) {
                paths.put(row.id(), parent.get().child(row.name()));
            }
        }
        return paths;
    }
}
