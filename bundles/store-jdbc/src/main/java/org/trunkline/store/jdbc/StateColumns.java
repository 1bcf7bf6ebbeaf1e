package org.trunkline.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** The columns that say what is known about one state of an artifact: the same in trunkline_artifact and trunkline_version. */
final class StateColumns {

    static final String NAMES =
            "instruction, api_name, api_version, tenant, provider, revision_no, writer_no, saved_at,"
                    + " saved_by, body_size, sha256";

    static final int COUNT = 11;

    private StateColumns() {}

    /** The names with the alias of a table before each. */
    static String of(String alias) {
        return alias + "." + NAMES.replace(", ", ", " + alias + ".");
    }

    /** @return the index behind the last parameter */
    static int set(PreparedStatement statement, int first, ArtifactWrite write, StoreRevision revision, Instant now)
            throws SQLException {
        int i = first;
        ApiIdentity api = write.api();
        statement.setString(i++, write.instruction().wireName());
        statement.setString(i++, api.name());
        statement.setString(i++, api.version());
        statement.setString(i++, api.tenant());
        statement.setString(i++, api.provider().orElse(null));
        statement.setLong(i++, revision.number());
        statement.setInt(i++, revision.writer());
        statement.setLong(i++, ChronoUnit.MICROS.between(Instant.EPOCH, now));
        statement.setString(i++, write.savedBy().orElse(null));
        statement.setLong(i++, write.body().size());
        statement.setString(i++, write.body().sha256());
        return i;
    }

    /**
     * @param first the index of the first of these columns
     * @throws IllegalArgumentException if a column holds what the store never wrote
     */
    static ArtifactInfo read(ResultSet row, int first, ArtifactKey key, String store) throws SQLException {
        Instruction instruction = Instruction.ofWireName(row.getString(first));
        ApiIdentity api = ApiIdentity.of(row.getString(first + 1), row.getString(first + 2), row.getString(first + 3));
        String provider = row.getString(first + 4);
        return new ArtifactInfo(
                key,
                instruction,
                provider == null ? api : api.providedBy(provider),
                new StoreRevision(store, row.getLong(first + 5), row.getInt(first + 6)).toRevision(),
                Instant.EPOCH.plus(row.getLong(first + 7), ChronoUnit.MICROS),
                Optional.ofNullable(row.getString(first + 8)),
                row.getLong(first + 9),
                row.getString(first + 10));
    }
}
