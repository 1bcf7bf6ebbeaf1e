package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trunkline.registry.Page;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.jdbc.Paths.Location;

/** Reads resources and collections. */
final class TreeReader {

    private final Nodes nodes;
    private final Paths paths;

    TreeReader(Unit unit) {
        this.nodes = unit.nodes();
        this.paths = new Paths(nodes);
    }

    Optional<Resource> find(RegistryPath path) throws SQLException, RegistryException {
        Location at = paths.follow(path);
        return at.row().map(row -> row.at(path, at.real()));
    }

    Optional<Resource> findByUuid(String uuid) throws SQLException {
        for (NodeRow row : nodes.withUuid(uuid)) {
            Optional<RegistryPath> path = row.isLink() ? Optional.empty() : paths.pathOf(row);
            if (path.isPresent()) {
                return Optional.of(row.at(path.get(), path.get()));
            }
        }
        return Optional.empty();
    }

    NodeRow resource(RegistryPath path) throws SQLException, RegistryException {
        return requireResource(path, paths.existing(path).last());
    }

    static NodeRow requireResource(RegistryPath path, NodeRow row) throws RegistryException {
        if (row.isCollection()) {
            throw Refusals.refused(path + " is a collection and has no content");
        }
        return row;
    }

    static void requireCollection(RegistryPath path, NodeRow row) throws RegistryException {
        if (!row.isCollection()) {
            throw Refusals.refused(path + " is no collection");
        }
    }

    Page<Resource> children(RegistryPath collection, Page.Request page) throws SQLException, RegistryException {
        Location at = paths.existing(collection);
        requireCollection(collection, at.last());
        long id = at.last().id();
        if (nodes.hasLinks(id)) {
            return childrenWithLinks(collection, at, page);
        }
        List<Resource> children = new ArrayList<>();
        for (NodeRow row : nodes.children(id, page.start(), page.length())) {
            children.add(row.at(collection.child(row.name()), at.real().child(row.name())));
        }
        boolean all = page.start() == 0 && children.size() < page.length();
        return new Page<>(children, page.start(), all ? children.size() : nodes.countChildren(id));
    }

    /** Which of the links lead somewhere has to be seen before it is known what is on which page. */
    private Page<Resource> childrenWithLinks(RegistryPath collection, Location at, Page.Request page)
            throws SQLException {
        List<Resource> children = new ArrayList<>();
        for (NodeRow row : nodes.children(at.last().id())) {
            RegistryPath path = collection.child(row.name());
            RegistryPath real = at.real().child(row.name());
            if (row.isLink()) {
                paths.leadingSomewhere(real)
                        .ifPresent(target -> children.add(target.last().at(path, target.real())));
            } else {
                children.add(row.at(path, real));
            }
        }
        return page(children, page);
    }

    static <T> Page<T> page(List<T> all, Page.Request page) {
        int from = (int) Math.min(page.start(), all.size());
        int to = (int) Math.min(page.start() + page.length(), all.size());
        return new Page<>(all.subList(from, to), page.start(), all.size());
    }
}
