package org.trunkline.store.jdbc;

import java.security.SecureRandom;
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
import org.trunkline.sync.ArtifactStoreException;

/**
 * Makes the tables and brings them up to date, in numbered steps, one node at a time. Each statement of a step can be
 * repeated, so that a step that was cut off is done again.
 */
final class Schema {

    /** A body up to this size stands in the row of its version. */
    static final int INLINE_BYTES = 64 * 1024;

    /**
     * The size of the parts of a larger body: far below what any driver or server takes in one packet, and below half of
     * the smallest region of Java's G1 collector, which gives a larger array regions of its own.
     */
    static final int PART_BYTES = 256 * 1024;

    private static final int MAX_ATTEMPTS = 5;
    private static final long PAUSE_MILLIS = 50;

    private static final String KNOWN = "SELECT MAX(step_no) FROM trunkline_schema";

    private final Dialect dialect;
    private final Clock clock;

    Schema(Dialect dialect, Clock clock) {
        this.dialect = dialect;
        this.clock = clock;
    }

    private List<List<String>> steps() {
        return List.of(first());
    }

    private List<String> first() {
        String state = "instruction VARCHAR(10) NOT NULL, api_name VARCHAR(512) NOT NULL,"
                + " api_version VARCHAR(512) NOT NULL, tenant VARCHAR(512) NOT NULL, provider VARCHAR(512),"
                + " revision_no BIGINT NOT NULL, writer_no INTEGER NOT NULL, saved_at BIGINT NOT NULL,"
                + " saved_by VARCHAR(512), body_size BIGINT NOT NULL, sha256 VARCHAR(64) NOT NULL";
        return List.of(
                table(
                        "trunkline_head",
                        "head_no INTEGER NOT NULL PRIMARY KEY, store_id VARCHAR(16) NOT NULL,"
                                + " revision_no BIGINT NOT NULL, writer_no INTEGER NOT NULL, floor_no BIGINT NOT NULL"),
                table(
                        "trunkline_artifact",
                        "artifact_no BIGINT NOT NULL PRIMARY KEY, kind VARCHAR(10) NOT NULL,"
                                + " label VARCHAR(255) NOT NULL, id VARCHAR(255) NOT NULL, api_id VARCHAR(255) NOT NULL,"
                                + " current_no BIGINT NOT NULL, versions INTEGER NOT NULL, " + state
                                + ", CONSTRAINT trunkline_artifact_key UNIQUE (kind, label, id)"),
                "CREATE INDEX IF NOT EXISTS trunkline_artifact_api ON trunkline_artifact (api_id)",
                "CREATE INDEX IF NOT EXISTS trunkline_artifact_name ON trunkline_artifact (api_name)",
                table(
                        "trunkline_version",
                        "version_no BIGINT NOT NULL PRIMARY KEY, artifact_no BIGINT NOT NULL, " + state + ", body "
                                + dialect.binary(INLINE_BYTES)),
                "CREATE INDEX IF NOT EXISTS trunkline_version_artifact ON trunkline_version (artifact_no, version_no)",
                table(
                        "trunkline_body_part",
                        "version_no BIGINT NOT NULL, part_no INTEGER NOT NULL, bytes " + dialect.binary(PART_BYTES)
                                + " NOT NULL, PRIMARY KEY (version_no, part_no)"));
    }

    private String table(String name, String columns) {
        return "CREATE TABLE IF NOT EXISTS " + name + " (" + columns + ")" + dialect.tableOptions();
    }

    /** Leaves the tables as this version of the store needs them. */
    void migrate(DataSource database) throws SQLException, ArtifactStoreException {
        try (Connection connection = database.getConnection()) {
            if (upToDate(connection)) {
                return;
            }
            makeLock(connection);
            // most databases commit at every CREATE, so the lock is held by a connection of its own
            try (Connection guard = database.getConnection()) {
                guard.setAutoCommit(false);
                execute(guard, "SELECT step_no FROM trunkline_schema WHERE step_no = 0 FOR UPDATE");
                apply(connection);
                guard.rollback();
            }
        }
    }

    private boolean upToDate(Connection connection) throws SQLException, ArtifactStoreException {
        int known = steps().size();
        int done = applied(connection).orElse(0);
        if (done > known) {
            throw ArtifactStoreException.rejected(
                    "The tables of the database are of version " + done
                            + ", this Trunkline knows them up to version " + known
                            + ": start the newer Trunkline that made them, or put back the backup from before its first start.");
        }
        return done == known;
    }

    private void apply(Connection connection) throws SQLException {
        List<List<String>> steps = steps();
        for (int step = applied(connection).orElse(0) + 1; step <= steps.size(); step++) {
            for (String statement : steps.get(step - 1)) {
                execute(connection, statement);
            }
            if (step == 1) {
                insertHead(connection);
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
                        table("trunkline_schema", "step_no INTEGER NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL"));
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

    private static OptionalInt applied(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN);
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

    private static void insertHead(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO trunkline_head"
                + " (head_no, store_id, revision_no, writer_no, floor_no) VALUES (1, ?, 0, 0, 0)")) {
            insert.setString(1, String.format("%016x", new SecureRandom().nextLong()));
            insertUnlessThere(insert);
        }
    }

    private void insertStep(Connection connection, int step) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO trunkline_schema (step_no, applied_at) VALUES (?, ?)")) {
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
