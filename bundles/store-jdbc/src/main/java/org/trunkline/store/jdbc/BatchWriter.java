package org.trunkline.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;

/** Stores one batch in the transaction of a connection that holds the lock of the head. */
final class BatchWriter {

    private static final String CURRENT = "SELECT artifact_no, versions, revision_no, writer_no FROM trunkline_artifact"
            + " WHERE kind = ? AND label = ? AND id = ?";

    private static final String INSERT_ARTIFACT = "INSERT INTO trunkline_artifact (" + StateColumns.NAMES
            + ", current_no, versions, kind, label, id, artifact_no, api_id) VALUES ("
            + "?, ".repeat(StateColumns.COUNT) + "?, ?, ?, ?, ?, ?, ?)";

    private static final String UPDATE_ARTIFACT = "UPDATE trunkline_artifact SET "
            + StateColumns.NAMES.replace(",", " = ?,") + " = ?, current_no = ?, versions = ? WHERE artifact_no = ?";

    private static final String INSERT_VERSION = "INSERT INTO trunkline_version (" + StateColumns.NAMES
            + ", version_no, artifact_no, body) VALUES (" + "?, ".repeat(StateColumns.COUNT) + "?, ?, ?)";

    private final Connection connection;
    private final StoreRevision revision;
    private final Instant now;
    private final int history;
    private long number;
    private long floor;

    /** @param head as it will be with the batch */
    BatchWriter(Connection connection, Head head, Instant now, int history) {
        this.connection = connection;
        this.revision = head.position();
        this.now = now;
        this.history = history;
        this.floor = head.floor();
    }

    void write(List<ArtifactWrite> batch) throws SQLException, ArtifactStoreException {
        long floorBefore = floor;
        number = revision.number() - batch.size();
        for (ArtifactWrite write : batch) {
            number++;
            write(write);
        }
        if (floor > floorBefore) {
            Head.raiseFloor(connection, floor);
        }
    }

    private void write(ArtifactWrite write) throws SQLException, ArtifactStoreException {
        long artifact = number;
        int versions = 1;
        Optional<Revision> current = Optional.empty();
        try (PreparedStatement select = connection.prepareStatement(CURRENT)) {
            KeyColumns.set(select, 1, write.key());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    artifact = row.getLong(1);
                    versions = row.getInt(2) + 1;
                    current = Optional.of(
                            new StoreRevision(revision.store(), row.getLong(3), row.getInt(4)).toRevision());
                }
            }
        }
        if (!write.accepts(current)) {
            throw ArtifactStoreException.conflict("The " + write + " expected "
                    + write.expectedRevision()
                            .map(expected -> "revision " + expected)
                            .orElse("nothing to be stored")
                    + ", stored is " + current.map(found -> "revision " + found).orElse("nothing")
                    + ": read it again, then decide.");
        }
        insertVersion(write, artifact);
        if (current.isEmpty()) {
            insertArtifact(write);
            return;
        }
        if (versions > history) {
            VersionPruning pruning = new VersionPruning(connection, artifact);
            floor = Math.max(floor, pruning.keep(history, versions));
            versions = history;
        }
        updateArtifact(write, artifact, versions);
    }

    private void insertVersion(ArtifactWrite write, long artifact) throws SQLException {
        boolean inline = write.body().size() <= Schema.INLINE_BYTES;
        try (PreparedStatement insert = connection.prepareStatement(INSERT_VERSION)) {
            int next = StateColumns.set(insert, 1, write, revision, now);
            insert.setLong(next++, number);
            insert.setLong(next++, artifact);
            insert.setBytes(next, inline ? write.body().toByteArray() : null);
            insert.executeUpdate();
        }
        if (!inline) {
            BodyParts.insert(connection, number, write.body());
        }
    }

    private void insertArtifact(ArtifactWrite write) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_ARTIFACT)) {
            int next = StateColumns.set(insert, 1, write, revision, now);
            insert.setLong(next++, number);
            insert.setInt(next++, 1);
            next = KeyColumns.set(insert, next, write.key());
            insert.setLong(next++, number);
            insert.setString(next, write.key().apiId());
            insert.executeUpdate();
        }
    }

    private void updateArtifact(ArtifactWrite write, long artifact, int versions) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE_ARTIFACT)) {
            int next = StateColumns.set(update, 1, write, revision, now);
            update.setLong(next++, number);
            update.setInt(next++, versions);
            update.setLong(next, artifact);
            update.executeUpdate();
        }
    }
}
