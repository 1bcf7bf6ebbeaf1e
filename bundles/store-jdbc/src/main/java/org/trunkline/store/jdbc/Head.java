package org.trunkline.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/** The one row of the head: which store this is, its revision, and how far back it can be read exactly. */
final class Head {

    private static final String SELECT =
            "SELECT store_id, revision_no, writer_no, floor_no FROM trunkline_head WHERE head_no = 1";
    private static final String ADVANCE =
            "UPDATE trunkline_head SET revision_no = revision_no + ?, writer_no = ? WHERE head_no = 1";
    private static final String RAISE_FLOOR = "UPDATE trunkline_head SET floor_no = ? WHERE head_no = 1";

    private final StoreRevision revision;
    private final long floor;

    Head(StoreRevision revision, long floor) {
        this.revision = revision;
        this.floor = floor;
    }

    static Head read(Connection connection) throws SQLException, ArtifactStoreException {
        try (PreparedStatement select = connection.prepareStatement(SELECT);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw ArtifactStoreException.rejected(
                        "The table trunkline_head has lost its row: put back a backup of the"
                                + " database, or move it away and publish again.");
            }
            return new Head(new StoreRevision(row.getString(1), row.getLong(2), row.getInt(3)), row.getLong(4));
        }
    }

    /**
     * Moves the head on by so many versions, and keeps every other writer out until the transaction ends. An update is
     * the lock, not a SELECT FOR UPDATE: H2 parses that anew each time, which cost a quarter of a save.
     *
     * @return the head as it will be
     */
    static Head advance(Connection connection, int versions, int writer) throws SQLException, ArtifactStoreException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setLong(1, versions);
            update.setInt(2, writer);
            update.executeUpdate();
        }
        return read(connection);
    }

    /** The connection has advanced the head in the same transaction. */
    static void raiseFloor(Connection connection, long floor) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RAISE_FLOOR)) {
            update.setLong(1, floor);
            update.executeUpdate();
        }
    }

    StoreRevision position() {
        return revision;
    }

    Revision revision() {
        return revision.toRevision();
    }

    String store() {
        return revision.store();
    }

    long number() {
        return revision.number();
    }

    /** States of the store before this number are no longer complete. */
    long floor() {
        return floor;
    }
}
