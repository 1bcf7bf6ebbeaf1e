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
    private static final String UPDATE =
            "UPDATE trunkline_head SET revision_no = ?, writer_no = ?, floor_no = ? WHERE head_no = 1";

    private final StoreRevision revision;
    private final long floor;

    Head(StoreRevision revision, long floor) {
        this.revision = revision;
        this.floor = floor;
    }

    static Head read(Connection connection) throws SQLException, ArtifactStoreException {
        return query(connection, SELECT);
    }

    /** Reads the head and keeps every other writer out until the transaction ends. */
    static Head lock(Connection connection) throws SQLException, ArtifactStoreException {
        return query(connection, SELECT + " FOR UPDATE");
    }

    private static Head query(Connection connection, String sql) throws SQLException, ArtifactStoreException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw ArtifactStoreException.rejected(
                        "The table trunkline_head has lost its row: put back a backup of the"
                                + " database, or move it away and publish again.");
            }
            return new Head(new StoreRevision(row.getString(1), row.getLong(2), row.getInt(3)), row.getLong(4));
        }
    }

    /** Stores this head; the connection holds the lock. */
    void save(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setLong(1, revision.number());
            update.setInt(2, revision.writer());
            update.setLong(3, floor);
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
