package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.trunkline.registry.jdbc.NodeCache.Place;

/** The rows of the tree as one piece of work sees them: its own writes, what the cache has, the database. */
final class Nodes {

    private static final String SELECT = "SELECT " + NodeRow.COLUMNS + " FROM trunkline_reg_node WHERE ";
    private static final String INSERT = "INSERT INTO trunkline_reg_node (" + NodeRow.COLUMNS + ") VALUES (?"
            + ", ?".repeat(NodeRow.STATE_COLUMNS + 1) + ")";
    private static final String UPDATE = "UPDATE trunkline_reg_node SET " + NodeRow.STATE.replace(",", " = ?,")
            + " = ?, reach = ? WHERE node_no = ?";
    private static final String INSERT_PROPERTY =
            "INSERT INTO trunkline_reg_property (node_no, name, value_key) VALUES (?, ?, ?)";

    private final Sql sql;
    private final NodeCache cache;
    private final long head;
    private final Touched touched = new Touched();
    private final Map<Long, NodeRow> written = new HashMap<>();

    /** @param head the number that the database's head has, and the cache with it, for as long as this is used */
    Nodes(Sql sql, NodeCache cache, long head) {
        this.sql = sql;
        this.cache = cache;
        this.head = head;
    }

    // ---- reading

    NodeRow root() throws SQLException {
        return withId(Schema.ROOT)
                .orElseThrow(() -> new SQLException("the table trunkline_reg_node has lost its root"));
    }

    Optional<NodeRow> child(long parent, String name) throws SQLException {
        Place place = new Place(parent, name);
        boolean own = touched.has(place);
        Optional<NodeRow> cached = own ? Optional.empty() : cache.at(place);
        if (cached.isPresent()) {
            return cached;
        }
        return remembered(sql.one(SELECT + "parent_no = ? AND name = ?", NodeRow::read, parent, name), own);
    }

    Optional<NodeRow> withId(long id) throws SQLException {
        boolean own = touched.has(id);
        Optional<NodeRow> known = own ? Optional.ofNullable(written.get(id)) : cache.withId(id);
        if (known.isPresent()) {
            return known;
        }
        return remembered(sql.one(SELECT + "node_no = ?", NodeRow::read, id), own);
    }

    private Optional<NodeRow> remembered(Optional<NodeRow> row, boolean own) {
        if (row.isPresent() && !own && !touched.has(row.get().id())) {
            cache.add(row.get(), head);
        }
        return row;
    }

    List<NodeRow> withUuid(String uuid) throws SQLException {
        return sql.list(SELECT + "uuid = ?", NodeRow::read, uuid);
    }

    /** Ordered by name. */
    List<NodeRow> children(long parent) throws SQLException {
        return sql.list(SELECT + "parent_no = ? ORDER BY name", NodeRow::read, parent);
    }

    /** Ordered by name. */
    List<NodeRow> children(long parent, long start, int length) throws SQLException {
        return sql.list(SELECT + "parent_no = ? ORDER BY name LIMIT ? OFFSET ?", NodeRow::read, parent, length, start);
    }

    long countChildren(long parent) throws SQLException {
        return sql.one("SELECT COUNT(*) FROM trunkline_reg_node WHERE parent_no = ?", row -> row.getLong(1), parent)
                .orElse(0L);
    }

    boolean hasLinks(long parent) throws SQLException {
        return sql.exists(
                "SELECT node_no FROM trunkline_reg_node WHERE parent_no = ? AND link_target IS NOT NULL LIMIT 1",
                parent);
    }

    /** The children of all of some rows. */
    List<NodeRow> childrenOf(Collection<Long> parents) throws SQLException {
        return sql.listIn(SELECT + "parent_no", parents, NodeRow::read);
    }

    List<NodeRow> withIds(Collection<Long> ids) throws SQLException {
        return sql.listIn(SELECT + "node_no", ids, NodeRow::read);
    }

    // ---- writing

    void insert(NodeRow row) throws SQLException {
        sql.update(INSERT, row.parameters(new Object[] {row.id()}, row.reach()));
        insertProperties(row);
        wrote(row);
    }

    void insert(List<NodeRow> rows) throws SQLException {
        try (Sql.Batch inserts = sql.batch(INSERT);
                Sql.Batch properties = sql.batch(INSERT_PROPERTY)) {
            for (NodeRow row : rows) {
                inserts.add(row.parameters(new Object[] {row.id()}, row.reach()));
                addProperties(properties, row);
                wrote(row);
            }
            inserts.flush();
            properties.flush();
        }
    }

    void update(NodeRow before, NodeRow row) throws SQLException {
        sql.update(UPDATE, row.parameters(new Object[0], row.reach(), row.id()));
        if (!before.properties().equals(row.properties())) {
            sql.update("DELETE FROM trunkline_reg_property WHERE node_no = ?", row.id());
            insertProperties(row);
        }
        touched.add(before.id(), new Place(before.parent(), before.name()));
        wrote(row);
    }

    void reach(NodeRow before, int reach) throws SQLException {
        sql.update("UPDATE trunkline_reg_node SET reach = ? WHERE node_no = ?", reach, before.id());
        wrote(before.reaching(reach));
    }

    private void wrote(NodeRow row) {
        touched.add(row.id(), new Place(row.parent(), row.name()));
        if (touched.isTooMuch()) {
            written.clear();
        } else {
            written.put(row.id(), row);
        }
    }

    private void insertProperties(NodeRow row) throws SQLException {
        if (!row.properties().isEmpty()) {
            try (Sql.Batch inserts = sql.batch(INSERT_PROPERTY)) {
                addProperties(inserts, row);
                inserts.flush();
            }
        }
    }

    private static void addProperties(Sql.Batch inserts, NodeRow row) throws SQLException {
        for (Map.Entry<String, List<String>> property : row.properties().asMap().entrySet()) {
            for (String value : new TreeSet<>(property.getValue())) {
                inserts.add(row.id(), property.getKey(), PropertyText.key(value));
            }
        }
    }

    /** Takes a row, and with it all that is below, out of the tree; the collector does the rest. */
    void detach(NodeRow row) throws SQLException {
        sql.update(
                "UPDATE trunkline_reg_node SET parent_no = " + Schema.DETACHED + ", name = ? WHERE node_no = ?",
                Long.toString(row.id()),
                row.id());
        touched.add(row.id(), new Place(row.parent(), row.name()));
        written.remove(row.id());
    }

    /** A part of the work was undone: what it wrote is to be read again. */
    void forget() {
        written.clear();
    }

    /** The work is committed. */
    void committed(long after) {
        cache.committed(head, after, touched, written.values());
    }
}
