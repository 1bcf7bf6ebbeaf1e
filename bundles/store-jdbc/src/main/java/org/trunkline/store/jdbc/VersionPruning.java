package org.trunkline.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Deletes the oldest versions of one artifact. */
final class VersionPruning {

    private static final String OLDEST = "SELECT version_no, revision_no, body_size FROM trunkline_version"
            + " WHERE artifact_no = ? ORDER BY artifact_no, version_no";

    private static final String DELETE_VERSION = "DELETE FROM trunkline_version WHERE version_no = ?";

    private static final String DELETE_PARTS = "DELETE FROM trunkline_body_part WHERE version_no = ?";

    private final Connection connection;
    private final long artifact;

    VersionPruning(Connection connection, long artifact) {
        this.connection = connection;
        this.artifact = artifact;
    }

    /**
     * Keeps so many of the versions that there are.
     *
     * @return the number of the revision from which on the artifact is complete
     */
    long keep(int kept, int present) throws SQLException {
        List<Long> versions = new ArrayList<>();
        List<Long> inParts = new ArrayList<>();
        long completeFrom = 0;
        try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
            select.setLong(1, artifact);
            select.setMaxRows(present - kept + 1);
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && versions.size() < present - kept) {
                    versions.add(row.getLong(1));
                    if (row.getLong(3) > Schema.INLINE_BYTES) {
                        inParts.add(row.getLong(1));
                    }
                }
                completeFrom = row.getLong(2);
            }
        }
        delete(DELETE_PARTS, inParts);
        delete(DELETE_VERSION, versions);
        return completeFrom;
    }

    private void delete(String sql, List<Long> versions) throws SQLException {
        if (versions.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            for (long version : versions) {
                delete.setLong(1, version);
                delete.executeUpdate();
            }
        }
    }
}
