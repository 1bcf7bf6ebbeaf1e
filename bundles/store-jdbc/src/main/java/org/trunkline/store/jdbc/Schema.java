package org.trunkline.store.jdbc;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.trunkline.jdbc.Dialect;
import org.trunkline.jdbc.Migration;

/** The tables of the store. */
final class Schema {

    /** A body up to this size stands in the row of its version. */
    static final int INLINE_BYTES = 64 * 1024;

    /**
     * The size of the parts of a larger body: far below what any driver or server takes in one packet, and below half of
     * the smallest region of Java's G1 collector, which gives a larger array regions of its own.
     */
    static final int PART_BYTES = 256 * 1024;

    private final Dialect dialect;

    Schema(Dialect dialect) {
        this.dialect = dialect;
    }

    Migration migration(Clock clock) {
        return new Migration(dialect, clock, "trunkline_schema", List.of(first()));
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
                                + " NOT NULL, PRIMARY KEY (version_no, part_no)"),
                "INSERT INTO trunkline_head (head_no, store_id, revision_no, writer_no, floor_no) SELECT 1, '"
                        + String.format("%016x", new SecureRandom().nextLong())
                        + "', 0, 0, 0 FROM trunkline_schema"
                        + " WHERE step_no = 0 AND NOT EXISTS (SELECT head_no FROM trunkline_head)");
    }

    private String table(String name, String columns) {
        return "CREATE TABLE IF NOT EXISTS " + name + " (" + columns + ")" + dialect.tableOptions();
    }
}
