package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.trunkline.registry.RegistryException;

/**
 * Takes away what nobody sees any more: rows that were detached from the tree, with all that belongs to them, and content
 * that nothing refers to. It works in small transactions, from what the tables say, so that it goes on after a restart.
 */
final class Collector {

    private static final int ROWS = 200;

    private final Transactions transactions;
    private final Leases leases;
    private final long graceMicros;

    /** @param graceMicros how long content stays behind its last reference: streams of other processes may still read it */
    Collector(Transactions transactions, Leases leases, long graceMicros) {
        this.transactions = transactions;
        this.leases = leases;
        this.graceMicros = graceMicros;
    }

    /**
     * Does one small piece of the work.
     *
     * @param now in microseconds since 1970
     * @return whether there may be more to do
     */
    boolean collect(long now) throws RegistryException {
        return transactions.tidy(() -> "collect what was deleted", unit -> rows(unit, now) || contents(unit, now));
    }

    private static boolean rows(Unit unit, long now) throws SQLException {
        Sql sql = unit.sql();
        List<Long> detached = sql.list(
                "SELECT node_no FROM trunkline_reg_node WHERE parent_no = " + Schema.DETACHED + " LIMIT " + ROWS,
                row -> row.getLong(1));
        if (detached.isEmpty()) {
            return false;
        }
        List<Long> children =
                sql.listIn("SELECT node_no FROM trunkline_reg_node WHERE parent_no", detached, row -> row.getLong(1));
        if (!children.isEmpty()) {
            try (Sql.Batch updates = sql.batch(
                    "UPDATE trunkline_reg_node SET parent_no = " + Schema.DETACHED + ", name = ? WHERE node_no = ?")) {
                for (Long child : children.subList(0, Math.min(ROWS, children.size()))) {
                    updates.add(Long.toString(child), child);
                }
                updates.flush();
            }
            if (children.size() > ROWS) {
                return true;
            }
        }
        Optional<Long> version = sql
                .listIn("SELECT version_no FROM trunkline_reg_version WHERE node_no", detached, row -> row.getLong(1))
                .stream()
                .findFirst();
        if (version.isPresent()) {
            new Versions(unit).delete(version.get(), now);
            return true;
        }
        Contents contents = new Contents(sql);
        for (String sha256 : sql.listIn(
                "SELECT DISTINCT sha256 FROM trunkline_reg_node WHERE sha256 IS NOT NULL AND node_no",
                detached,
                row -> row.getString(1))) {
            contents.released(sha256, now);
        }
        new Belongings(unit).delete(detached);
        sql.updateIn("DELETE FROM trunkline_reg_node WHERE node_no", detached);
        return true;
    }

    private boolean contents(Unit unit, long now) throws SQLException {
        List<String> idle = unit.sql()
                .list(
                        "SELECT sha256 FROM trunkline_reg_idle WHERE since <= ? ORDER BY since LIMIT " + ROWS,
                        row -> row.getString(1),
                        now - graceMicros);
        boolean done = false;
        for (String sha256 : idle) {
            if (!leases.isTaken(sha256)) {
                if (!isReferred(unit.sql(), sha256)) {
                    unit.sql().update("DELETE FROM trunkline_reg_content WHERE sha256 = ?", sha256);
                    unit.sql().update("DELETE FROM trunkline_reg_content_part WHERE sha256 = ?", sha256);
                }
                unit.sql().update("DELETE FROM trunkline_reg_idle WHERE sha256 = ?", sha256);
                done = true;
            }
        }
        return done;
    }

    private static boolean isReferred(Sql sql, String sha256) throws SQLException {
        return sql.exists("SELECT node_no FROM trunkline_reg_node WHERE sha256 = ? LIMIT 1", sha256)
                || sql.exists("SELECT node_no FROM trunkline_reg_version_node WHERE sha256 = ? LIMIT 1", sha256);
    }
}
