package org.trunkline.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/** Tells a revision that this store had from one that it did not have, or no longer keeps. */
final class RevisionCheck {

    private static final String OF_VERSION =
            "SELECT revision_no, writer_no FROM trunkline_version WHERE version_no = ?";

    private final Connection connection;
    private final Head head;

    RevisionCheck(Connection connection) throws SQLException, ArtifactStoreException {
        this.connection = connection;
        this.head = Head.read(connection);
    }

    /**
     * The parts of a revision.
     *
     * @throws ArtifactStoreException REJECTED if it is not one of this store
     */
    StoreRevision ofThisStore(Revision revision) throws ArtifactStoreException {
        return StoreRevision.parse(revision)
                .filter(parsed -> parsed.store().equals(head.store()))
                .orElseThrow(() -> ArtifactStoreException.rejected("The revision " + revision
                        + " is not one of this store, which is at " + head.revision() + ": ask for its head."));
    }

    /** Whether this store is sure to have had the revision. */
    boolean genuine(StoreRevision revision) throws SQLException {
        if (revision.number() == head.number() || revision.number() == 0) {
            return revision.writer()
                    == (revision.number() == 0 ? 0 : head.position().writer());
        }
        try (PreparedStatement select = connection.prepareStatement(OF_VERSION)) {
            select.setLong(1, revision.number());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) == revision.number() && row.getInt(2) == revision.writer();
            }
        }
    }

    void requireGenuine(StoreRevision revision) throws SQLException, ArtifactStoreException {
        if (!genuine(revision)) {
            throw noLongerKept(revision.toRevision());
        }
    }

    /** Whether the state of the whole store at that revision is complete. */
    boolean kept(StoreRevision revision) throws SQLException {
        return revision.number() >= head.floor() && genuine(revision);
    }

    /**
     * Whether what lies between two revisions can be told. The older one may be older than the floor: the last version of
     * a key is always there, a tombstone too.
     */
    boolean tellsChanges(StoreRevision from, StoreRevision to) throws SQLException {
        boolean ours = from.store().equals(head.store()) && to.store().equals(head.store());
        return ours && from.number() <= to.number() && genuine(from) && kept(to);
    }

    static ArtifactStoreException noLongerKept(Revision revision) {
        return ArtifactStoreException.conflict(
                "The store no longer keeps revision " + revision + ": ask for its head and read that.");
    }
}
