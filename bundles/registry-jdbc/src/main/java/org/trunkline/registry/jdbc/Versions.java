package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.registry.Activity.Action;
import org.trunkline.registry.Page;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceVersion;
import org.trunkline.registry.jdbc.Paths.Location;

/** Kept states of resources and of whole trees. A version has a row for each resource that it keeps, and no content. */
final class Versions {

    private static final String SELECT = "SELECT node_no, " + NodeRow.STATE + " FROM trunkline_reg_version_node WHERE ";
    private static final String INSERT = "INSERT INTO trunkline_reg_version_node (version_no, node_no, " + NodeRow.STATE
            + ") VALUES (?, ?" + ", ?".repeat(NodeRow.STATE_COLUMNS) + ")";

    private final Unit unit;
    private final Sql sql;
    private final Nodes nodes;
    private final Paths paths;

    Versions(Unit unit) {
        this.unit = unit;
        this.sql = unit.sql();
        this.nodes = unit.nodes();
        this.paths = new Paths(nodes);
    }

    ResourceVersion create(RegistryPath path, Actor by) throws SQLException, RegistryException {
        Location at = paths.existing(path);
        long number = unit.nextNumber();
        sql.update(
                "INSERT INTO trunkline_reg_version (version_no, node_no, created_by, created_at) VALUES (?, ?, ?, ?)",
                number,
                at.last().id(),
                by.user(),
                by.at());
        Subtree.<RuntimeException>visit(nodes, at.last(), (rows, below) -> {
            try (Sql.Batch inserts = sql.batch(INSERT)) {
                for (NodeRow row : rows) {
                    inserts.add(row.parameters(new Object[] {number, row.id()}));
                }
                inserts.flush();
            }
        });
        new ActivityLog(unit).add(at.real(), by, Action.CREATE_VERSION, Long.toString(number));
        return new ResourceVersion(number, by.user(), Micros.toInstant(by.at()));
    }

    List<ResourceVersion> list(RegistryPath path) throws SQLException, RegistryException {
        return sql.list(
                "SELECT version_no, created_by, created_at FROM trunkline_reg_version WHERE node_no = ?"
                        + " ORDER BY version_no DESC",
                row -> new ResourceVersion(row.getLong(1), row.getString(2), Micros.toInstant(row.getLong(3))),
                paths.existing(path).last().id());
    }

    /** What a version has at a path. */
    private record Kept(Location now, long version, NodeRow row) {}

    private Kept kept(RegistryPath path, long version) throws SQLException, RegistryException {
        Location now = paths.follow(path);
        Optional<Long> owner = sql.one(
                "SELECT node_no FROM trunkline_reg_version WHERE version_no = ?", row -> row.getLong(1), version);
        Optional<RegistryPath> top = owner.isEmpty() ? Optional.empty() : paths.pathOf(owner.get());
        if (top.isPresent() && now.real().isWithin(top.get())) {
            Optional<NodeRow> row = row(version, owner.get());
            for (String name : now.real().moved(top.get(), RegistryPath.ROOT).names()) {
                row = row.isEmpty() ? row : row(version, row.get().id(), name);
            }
            if (row.isPresent() && !row.get().isLink()) {
                return new Kept(now, version, row.get());
            }
        }
        throw Refusals.notFound("There is no version " + version + " of " + path);
    }

    private Optional<NodeRow> row(long version, long node) throws SQLException {
        return sql.one(SELECT + "version_no = ? AND node_no = ?", row -> NodeRow.read(row, 0), version, node);
    }

    private Optional<NodeRow> row(long version, long parent, String name) throws SQLException {
        return sql.one(
                SELECT + "version_no = ? AND parent_no = ? AND name = ?",
                row -> NodeRow.read(row, 0),
                version,
                parent,
                name);
    }

    /** Ordered by name. */
    private List<NodeRow> rows(long version, long parent) throws SQLException {
        return sql.list(
                SELECT + "version_no = ? AND parent_no = ? ORDER BY name",
                row -> NodeRow.read(row, 0),
                version,
                parent);
    }

    Resource get(RegistryPath path, long version) throws SQLException, RegistryException {
        Kept kept = kept(path, version);
        return kept.row().at(path, kept.now().real());
    }

    NodeRow resource(RegistryPath path, long version) throws SQLException, RegistryException {
        return TreeReader.requireResource(path, kept(path, version).row());
    }

    /** Links are left out: what they led to is not part of the version. */
    Page<Resource> children(RegistryPath collection, long version, Page.Request page)
            throws SQLException, RegistryException {
        Kept kept = kept(collection, version);
        TreeReader.requireCollection(collection, kept.row());
        List<Resource> children = new ArrayList<>();
        for (NodeRow row : rows(version, kept.row().id())) {
            if (!row.isLink()) {
                children.add(
                        row.at(collection.child(row.name()), kept.now().real().child(row.name())));
            }
        }
        return TreeReader.page(children, page);
    }

    Resource restore(RegistryPath path, long version, TreeWriter writer) throws SQLException, RegistryException {
        Kept kept = kept(path, version);
        Location now = kept.now();
        NodeRow row;
        if (now.isThere() && alike(now.last(), kept.row())) {
            row = writer.likeThen(now.last(), kept.row(), now.real());
        } else {
            NodeRow parent = now.isThere() ? nodes.withId(now.last().parent()).orElseThrow() : writer.parentFor(now);
            if (now.isThere()) {
                nodes.detach(now.last());
            }
            row = writer.freshLike(parent, now.real().name(), kept.row(), now.real());
        }
        restoreBelow(kept.version(), row, kept.row(), now.real(), writer);
        writer.log(now.real(), Action.RESTORE, Long.toString(version));
        return nodes.withId(row.id()).orElseThrow().at(path, now.real());
    }

    private static boolean alike(NodeRow one, NodeRow other) {
        return one.kind() == other.kind() && one.isLink() == other.isLink();
    }

    private void restoreBelow(long version, NodeRow parent, NodeRow then, RegistryPath real, TreeWriter writer)
            throws SQLException, RegistryException {
        if (!then.isCollection()) {
            return;
        }
        Map<String, NodeRow> kept = new HashMap<>();
        for (NodeRow row : rows(version, then.id())) {
            kept.put(row.name(), row);
        }
        Map<String, NodeRow> present = new HashMap<>();
        for (NodeRow row : nodes.children(parent.id())) {
            if (kept.containsKey(row.name()) && alike(row, kept.get(row.name()))) {
                present.put(row.name(), row);
            } else {
                nodes.detach(row);
            }
        }
        for (NodeRow row : kept.values()) {
            RegistryPath path = real.child(row.name());
            NodeRow there = present.get(row.name());
            NodeRow restored =
                    there == null ? writer.freshLike(parent, row.name(), row, path) : writer.likeThen(there, row, path);
            restoreBelow(version, restored, row, path, writer);
        }
    }

    void delete(RegistryPath path, long version, Actor by) throws SQLException, RegistryException {
        Location at = paths.existing(path);
        if (!sql.exists(
                "SELECT version_no FROM trunkline_reg_version WHERE version_no = ? AND node_no = ?",
                version,
                at.last().id())) {
            throw Refusals.notFound("There is no version " + version + " of " + path);
        }
        delete(version, by.at());
        new ActivityLog(unit).add(at.real(), by, Action.DELETE_VERSION, Long.toString(version));
    }

    /** Empties a version and takes it away. */
    void delete(long version, long now) throws SQLException {
        Contents contents = new Contents(sql);
        for (String sha256 : sql.list(
                "SELECT DISTINCT sha256 FROM trunkline_reg_version_node WHERE version_no = ? AND sha256 IS NOT NULL",
                row -> row.getString(1),
                version)) {
            contents.released(sha256, now);
        }
        sql.update("DELETE FROM trunkline_reg_version_node WHERE version_no = ?", version);
        sql.update("DELETE FROM trunkline_reg_version WHERE version_no = ?", version);
    }
}
