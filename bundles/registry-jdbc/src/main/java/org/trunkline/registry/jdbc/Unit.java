package org.trunkline.registry.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A piece of work on one connection. One that may write holds the row of the head, and with it keeps every other writer
 * out, so that what it reads stays as it is until it ends. Used by one thread.
 */
final class Unit {

    private static final int BLOCK = 64;
    private static final int LARGE_BLOCK = 4096;

    private final Connection connection;
    private final Sql sql;
    private final Nodes nodes;
    private long next;
    private long end;

    private Unit(Connection connection, Sql sql, Nodes nodes, long next, long end) {
        this.connection = connection;
        this.sql = sql;
        this.nodes = nodes;
        this.next = next;
        this.end = end;
    }

    static Unit reading(Connection connection, NodeCache cache) throws SQLException {
        Sql sql = new Sql(connection);
        long head = head(sql);
        cache.observe(head);
        return new Unit(connection, sql, new Nodes(sql, cache, head), head, head);
    }

    /** An update is the lock, not a SELECT FOR UPDATE: H2 parses that anew each time. */
    static Unit writing(Connection connection, NodeCache cache) throws SQLException {
        connection.setAutoCommit(false);
        Sql sql = new Sql(connection);
        advance(sql, BLOCK);
        long head = head(sql);
        cache.observe(head - BLOCK);
        return new Unit(connection, sql, new Nodes(sql, cache, head - BLOCK), head - BLOCK, head);
    }

    /** Holds the head as a writer does, and leaves it as it is. */
    static Unit tidying(Connection connection, NodeCache cache) throws SQLException {
        connection.setAutoCommit(false);
        Sql sql = new Sql(connection);
        advance(sql, 0);
        long head = head(sql);
        return new Unit(connection, sql, new Nodes(sql, cache, head), head, head);
    }

    private static void advance(Sql sql, int numbers) throws SQLException {
        sql.update("UPDATE trunkline_reg_head SET next_no = next_no + ? WHERE head_no = 1", numbers);
    }

    private static long head(Sql sql) throws SQLException {
        return sql.one("SELECT next_no FROM trunkline_reg_head WHERE head_no = 1", row -> row.getLong(1))
                .orElseThrow(() -> new SQLException("the table trunkline_reg_head has lost its row"));
    }

    /** A number that no other row, version, comment or revision of the registry has, greater than those before. */
    long nextNumber() throws SQLException {
        if (next == end) {
            advance(sql, LARGE_BLOCK);
            end += LARGE_BLOCK;
        }
        return ++next;
    }

    /** The revision of the registry when this work is committed, or as it was when it began if it writes nothing. */
    long head() {
        return end;
    }

    Sql sql() {
        return sql;
    }

    Nodes nodes() {
        return nodes;
    }

    Connection connection() {
        return connection;
    }

    /** To be told after the commit, and before the next writer commits. */
    void committed() {
        nodes.committed(end);
    }
}
