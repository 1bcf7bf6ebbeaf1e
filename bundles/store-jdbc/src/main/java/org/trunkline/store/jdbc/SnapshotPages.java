package org.trunkline.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.trunkline.sync.ArtifactStoreException;

/**
 * Everything published for some labels at a revision: for each label one walk along the index of the keys. An artifact
 * that was written after the revision is found through its versions.
 */
final class SnapshotPages implements Pages {

    private static final String SQL = "SELECT " + StoredVersion.COLUMNS
            + " FROM trunkline_artifact a JOIN trunkline_version v ON v.version_no ="
            + " CASE WHEN a.current_no <= ? THEN a.current_no ELSE (SELECT MAX(w.version_no) FROM trunkline_version w"
            + " WHERE w.artifact_no = a.artifact_no AND w.version_no <= ?) END"
            + " WHERE a.kind = '" + KeyColumns.SYNAPSE + "' AND a.label = ? AND a.id > ? AND v.instruction <> 'Remove'"
            + " ORDER BY a.kind, a.label, a.id LIMIT " + SIZE;

    private final Database database;
    private final StoreRevision at;
    private final Deque<String> labels;
    private String after = "";

    SnapshotPages(Database database, Set<String> labels, StoreRevision at) {
        this.database = database;
        this.labels = new ArrayDeque<>(new TreeSet<>(labels));
        this.at = at;
    }

    @Override
    public List<StoredVersion> next() throws ArtifactStoreException {
        while (!labels.isEmpty()) {
            String label = labels.peek();
            List<StoredVersion> page =
                    database.read("read what is published for label '" + label + "'", c -> page(c, label));
            if (page.size() < SIZE) {
                labels.remove();
                after = "";
            } else {
                after = page.get(page.size() - 1).key().id();
            }
            if (!page.isEmpty()) {
                return page;
            }
        }
        return List.of();
    }

    private List<StoredVersion> page(Connection connection, String label) throws SQLException, ArtifactStoreException {
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setLong(1, at.number());
            select.setLong(2, at.number());
            select.setString(3, label);
            select.setString(4, after);
            try (ResultSet row = select.executeQuery()) {
                List<StoredVersion> page = new ArrayList<>(SIZE);
                while (row.next()) {
                    page.add(StoredVersion.read(row, at.store()));
                }
                return page;
            }
        }
    }
}
