package org.trunkline.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.trunkline.sync.ArtifactKey;

/** The columns kind, label and id of trunkline_artifact. */
final class KeyColumns {

    /** What the column kind holds for artifacts of a label. */
    static final String SYNAPSE = "synapse";

    private static final String ARCHIVE = "archive";

    private KeyColumns() {}

    /** @return the index behind the last parameter */
    static int set(PreparedStatement statement, int first, ArtifactKey key) throws SQLException {
        statement.setString(first, key.kind() == ArtifactKey.Kind.SYNAPSE ? SYNAPSE : ARCHIVE);
        statement.setString(first + 1, key.label());
        statement.setString(first + 2, key.id());
        return first + 3;
    }

    /** @throws IllegalArgumentException if a column holds what the store never wrote */
    static ArtifactKey read(ResultSet row, int first) throws SQLException {
        String kind = row.getString(first);
        if (!SYNAPSE.equals(kind) && !ARCHIVE.equals(kind)) {
            throw new IllegalArgumentException("unknown kind '" + kind + "'");
        }
        return ArtifactKey.of(
                SYNAPSE.equals(kind) ? ArtifactKey.Kind.SYNAPSE : ArtifactKey.Kind.REVISION_ARCHIVE,
                row.getString(first + 1),
                row.getString(first + 2));
    }
}
