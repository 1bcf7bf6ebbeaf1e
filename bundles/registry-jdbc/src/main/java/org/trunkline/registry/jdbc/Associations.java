package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.trunkline.registry.Activity.Action;
import org.trunkline.registry.Association;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.jdbc.Paths.Location;

/** What resources have to do with one another; kept between rows of the tree, so that it follows them. */
final class Associations {

    /** The target of an association with something outside of the registry. */
    private static final long OUTSIDE = 0;

    private static final String SELECT = "SELECT source_no, target_no, uri, type FROM trunkline_reg_association WHERE ";
    private static final String KEY = " WHERE source_no = ? AND target_no = ? AND uri_key = ? AND type = ?";

    private record Edge(long source, long target, String uri, String type) {

        Object[] key() {
            return new Object[] {source, target, uri == null ? 0L : PropertyText.key(uri), type};
        }
    }

    private final Unit unit;
    private final Paths paths;

    Associations(Unit unit) {
        this.unit = unit;
        this.paths = new Paths(unit.nodes());
    }

    void associate(Association association, Actor by) throws SQLException, RegistryException {
        Location source = paths.existing(association.source());
        Optional<RegistryPath> target = association.targetPath();
        Refusals.requireText("The type of an association", association.type(), Association.MAX_TYPE);
        Edge edge = target.isPresent()
                ? new Edge(
                        source.last().id(), paths.existing(target.get()).last().id(), null, association.type())
                : new Edge(source.last().id(), OUTSIDE, association.target(), association.type());
        if (insert(edge)) {
            log(source, association, by, Action.ASSOCIATE);
        }
    }

    /** @param target null if it is the URI that it leads to */
    void add(NodeRow source, NodeRow target, String uri, String type) throws SQLException {
        insert(new Edge(source.id(), target == null ? OUTSIDE : target.id(), uri, type));
    }

    private boolean insert(Edge edge) throws SQLException {
        if (unit.sql().exists("SELECT source_no FROM trunkline_reg_association" + KEY, edge.key())) {
            return false;
        }
        Object[] key = edge.key();
        unit.sql()
                .update(
                        "INSERT INTO trunkline_reg_association (source_no, target_no, uri_key, type, uri)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        key[0],
                        key[1],
                        key[2],
                        key[3],
                        edge.uri());
        return true;
    }

    void dissociate(Association association, Actor by) throws SQLException, RegistryException {
        Location source = paths.follow(association.source());
        Optional<RegistryPath> targetPath = association.targetPath();
        Location target = targetPath.isPresent() ? paths.follow(targetPath.get()) : null;
        if (!source.isThere() || target != null && !target.isThere()) {
            return;
        }
        Edge edge = target == null
                ? new Edge(source.last().id(), OUTSIDE, association.target(), association.type())
                : new Edge(source.last().id(), target.last().id(), null, association.type());
        if (unit.sql().update("DELETE FROM trunkline_reg_association" + KEY, edge.key()) > 0) {
            log(source, association, by, Action.DISSOCIATE);
        }
    }

    private void log(Location source, Association association, Actor by, Action action) throws SQLException {
        new ActivityLog(unit).add(source.real(), by, action, association.type() + ";" + association.target());
    }

    List<Association> of(RegistryPath path, Association.Direction direction, Optional<String> type)
            throws SQLException, RegistryException {
        return of(paths.existing(path).last(), direction, type);
    }

    /** Ordered by type, source and target; those with what was deleted are left out. */
    List<Association> of(NodeRow row, Association.Direction direction, Optional<String> type) throws SQLException {
        List<Edge> edges = new ArrayList<>();
        if (direction != Association.Direction.INCOMING) {
            edges.addAll(edges("source_no = ?", row.id()));
        }
        if (direction != Association.Direction.OUTGOING) {
            edges("target_no = ?", row.id()).stream()
                    .filter(edge -> !edges.contains(edge))
                    .forEach(edges::add);
        }
        List<Association> found = new ArrayList<>();
        for (Edge edge : edges) {
            if (type.isEmpty() || type.get().equals(edge.type())) {
                shown(edge).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing(Association::type)
                .thenComparing(Association::source)
                .thenComparing(Association::target));
        return List.copyOf(found);
    }

    private List<Edge> edges(String where, long node) throws SQLException {
        return unit.sql()
                .list(
                        SELECT + where,
                        row -> new Edge(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)),
                        node);
    }

    private Optional<Association> shown(Edge edge) throws SQLException {
        Optional<RegistryPath> source = paths.pathOf(edge.source());
        if (edge.target() == OUTSIDE) {
            return source.map(path -> new Association(path, edge.uri(), edge.type()));
        }
        Optional<RegistryPath> target = paths.pathOf(edge.target());
        return source.isEmpty() || target.isEmpty()
                ? Optional.empty()
                : Optional.of(new Association(source.get(), target.get(), edge.type()));
    }
}
