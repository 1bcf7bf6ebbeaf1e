package org.trunkline.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Makes the tables of one user of a database and brings them up to date, in numbered steps, one node at a time. Each
 * statement of a step can be repeated, so that a step that was cut off is done again. Safe for use by many threads.
 */
public final class Migration {

    private static final int MAX_ATTEMPTS = 5;
    private static final long PAUSE_MILLIS = 50;

    private final Dialect dialect;
    private final Clock clock;
    private final String journal;
    private final List<List<String>> steps;

    /**
     * @param journal the table that holds the number of each step that was done, and a row 0 from the beginning
     * @param steps the statements of each step; a step is never changed once it was released
     */
    public Migration(Dialect dialect, Clock clock, String journal, List<List<String>> steps) {
        this.dialect = dialect;
        this.clock = clock;
        this.journal = journal;
        this.steps = List.copyOf(steps);
    }

    /** Leaves the tables as this version needs them. */
    void run(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (upToDate(connection)) {
                return;
            }
            makeLock(connection);
            // most databases commit at every CREATE, so the lock is held by a connection of its own
            try (Connection guard = database.getConnection()) {
                guard.setAutoCommit(false);
                execute(guard, "SELECT step_no FROM " + journal + " WHERE step_no = 0 FOR UPDATE");
                apply(connection);
                guard.rollback();
            }
        }
    }

    private boolean upToDate(Connection connection) throws SQLException {
        int known = steps.size();
        int done = applied(connection).orElse(0);
        if (done > known) {
            throw new DatabaseException(
                    SqlFault.NEWER_TABLES,
                    "The tables of the database are of version " + done
                            + ", this Trunkline knows them up to version " + known
                            + ": start the newer Trunkline that made them, or put back the backup from before its first start.");
        }
        return done == known;
    }

    private void apply(Connection connection) throws SQLException {
        for (int step = applied(connection).orElse(0) + 1; step <= steps.size(); step++) {
            for (String statement : steps.get(step - 1)) {
                execute(connection, statement);
            }
            insertStep(connection, step);
        }
    }

    /** Makes the table of the steps with its row 0, which is locked while steps are done. */
    private void makeLock(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                execute(
                        connection,
                        "CREATE TABLE IF NOT EXISTS " + journal
                                + " (step_no INTEGER NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)"
                                + dialect.tableOptions());
                insertStep(connection, 0);
                return;
            } catch (SQLException e) {
                // CREATE TABLE IF NOT EXISTS fails on most databases when two do it at the same moment
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            }
        }
    }

    private OptionalInt applied(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(step_no) FROM " + journal);
                ResultSet row = select.executeQuery()) {
            row.next();
            return OptionalInt.of(row.getInt(1));
        } catch (SQLException e) {
            // SQLSTATE class 42: there is no such table
            if (e.getSQLState() != null && e.getSQLState().startsWith("42")) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void insertStep(Connection connection, int step) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + journal + " (step_no, applied_at) VALUES (?, ?)")) {
            insert.setInt(1, step);
            insert.setLong(2, clock.millis());
            insertUnlessThere(insert);
        }
    }

    private static void insertUnlessThere(PreparedStatement insert) throws SQLException {
        try {
            insert.executeUpdate();
        } catch (SQLException e) {
            // SQLSTATE class 23: another node that starts at the same time was first
            if (e.getSQLState() == null || !e.getSQLState().startsWith("23")) {
                throw e;
            }
        }
    }
}
