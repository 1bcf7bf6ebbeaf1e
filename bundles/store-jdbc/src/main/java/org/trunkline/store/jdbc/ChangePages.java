package org.trunkline.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.trunkline.sync.ArtifactStoreException;

/**
 * The last version of each key of some labels among those that came behind one revision and up to another.
 *
 * <p>Every version has its artifact; the join is an outer one because H2 would otherwise walk through all artifacts, few
 * as the changes may be.
 */
final class ChangePages implements Pages {

    private final Database database;
    private final List<String> labels;
    private final StoreRevision to;
    private final String sql;
    private long after;
    private boolean over;

    ChangePages(Database database, Set<String> labels, StoreRevision from, StoreRevision to) {
        this.database = database;
        this.labels = List.copyOf(labels);
        this.to = to;
        this.after = from.number();
        this.over = labels.isEmpty() || from.number() >= to.number();
        this.sql = "SELECT " + StoredVersion.COLUMNS
                + " FROM trunkline_version v LEFT JOIN trunkline_artifact a ON a.artifact_no = v.artifact_no"
                + " WHERE v.version_no > ? AND v.version_no <= ? AND a.kind = '" + KeyColumns.SYNAPSE
                + "' AND a.label IN (" + String.join(", ", Collections.nCopies(labels.size(), "?")) + ")"
                + " AND NOT EXISTS (SELECT 1 FROM trunkline_version w WHERE w.artifact_no = v.artifact_no"
                + " AND w.version_no > v.version_no AND w.version_no <= ?)"
                + " ORDER BY v.version_no LIMIT " + SIZE;
    }

    @Override
    public List<StoredVersion> next() throws ArtifactStoreException {
        if (over) {
            return List.of();
        }
        List<StoredVersion> page = database.read("read what changed for labels " + labels, this::page);
        if (page.size() < SIZE) {
            over = true;
        } else {
            after = page.get(page.size() - 1).number();
        }
        return page;
    }

    private List<StoredVersion> page(Connection connection) throws SQLException, ArtifactStoreException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int i = 1;
            select.setLong(i++, after);
            select.setLong(i++, to.number());
            for (String label : labels) {
                select.setString(i++, label);
            }
            select.setLong(i, to.number());
            try (ResultSet row = select.executeQuery()) {
                List<StoredVersion> page = new ArrayList<>(SIZE);
                while (row.next()) {
                    page.add(StoredVersion.read(row, to.store()));
                }
                return page;
            }
        }
    }
}
