package org.trunkline.registry.jdbc;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.trunkline.jdbc.Dialect;
import org.trunkline.jdbc.Migration;
import org.trunkline.registry.Registry;

/** The tables of the registry. */
final class Schema {

    /** The row of the tree's root. */
    static final long ROOT = 1;

    /** The parent of what was deleted and is still to be collected. There is no such row. */
    static final long DETACHED = 0;

    /** Content up to this size stands in one row. */
    static final int INLINE_BYTES = 64 * 1024;

    /** The size of the parts of larger content: see the store's schema for what limits it. */
    static final int PART_BYTES = 256 * 1024;

    /** The most characters of a text that a caller gives and no rule of the registry limits. */
    static final int MAX_TEXT = 1_000_000;

    /** The most characters of a name of a user, a media type, an identity. */
    static final int MAX_SHORT = 255;

    private final Dialect dialect;
    private final Clock clock;

    Schema(Dialect dialect, Clock clock) {
        this.dialect = dialect;
        this.clock = clock;
    }

    Migration migration() {
        return new Migration(dialect, clock, "trunkline_reg_schema", List.of(first()));
    }

    private List<String> first() {
        String name = dialect.text(MAX_SHORT);
        String text = dialect.text(MAX_TEXT);
        String hash = "VARCHAR(64)";
        String state = "parent_no BIGINT NOT NULL, name " + name + " NOT NULL, kind SMALLINT NOT NULL, uuid " + name
                + " NOT NULL, revision_no BIGINT NOT NULL, media_type " + name + ", description " + text
                + ", properties " + text + ", sha256 " + hash + ", content_size BIGINT NOT NULL, created_by " + name
                + " NOT NULL, created_at BIGINT NOT NULL, modified_by " + name
                + " NOT NULL, modified_at BIGINT NOT NULL, link_target " + text;
        long now = Micros.now(clock);
        return List.of(
                table("head", "head_no INTEGER NOT NULL PRIMARY KEY, next_no BIGINT NOT NULL"),
                table(
                        "node",
                        "node_no BIGINT NOT NULL PRIMARY KEY, " + state
                                + ", reach INTEGER NOT NULL, CONSTRAINT trunkline_reg_node_name UNIQUE (parent_no, name)"),
                index("node", "uuid", "uuid"),
                index("node", "sha256", "sha256"),
                table(
                        "property",
                        "node_no BIGINT NOT NULL, name " + name
                                + " NOT NULL, value_key BIGINT NOT NULL, PRIMARY KEY (node_no, name, value_key)"),
                index("property", "value", "name, value_key"),
                table(
                        "content",
                        "sha256 " + hash + " NOT NULL PRIMARY KEY, content_size BIGINT NOT NULL, bytes "
                                + dialect.binary(INLINE_BYTES)),
                table(
                        "content_part",
                        "sha256 " + hash + " NOT NULL, part_no INTEGER NOT NULL, bytes " + dialect.binary(PART_BYTES)
                                + " NOT NULL, PRIMARY KEY (sha256, part_no)"),
                table("idle", "sha256 " + hash + " NOT NULL PRIMARY KEY, since BIGINT NOT NULL"),
                table(
                        "version",
                        "version_no BIGINT NOT NULL PRIMARY KEY, node_no BIGINT NOT NULL, created_by " + name
                                + " NOT NULL, created_at BIGINT NOT NULL"),
                index("version", "node", "node_no"),
                table(
                        "version_node",
                        "version_no BIGINT NOT NULL, node_no BIGINT NOT NULL, " + state
                                + ", PRIMARY KEY (version_no, node_no)"),
                index("version_node", "name", "version_no, parent_no, name"),
                index("version_node", "sha256", "sha256"),
                table(
                        "association",
                        "source_no BIGINT NOT NULL, target_no BIGINT NOT NULL, uri " + text
                                + ", uri_key BIGINT NOT NULL,"
                                + " type " + name
                                + " NOT NULL, PRIMARY KEY (source_no, target_no, uri_key, type)"),
                index("association", "target", "target_no"),
                table(
                        "comment",
                        "comment_no BIGINT NOT NULL PRIMARY KEY, node_no BIGINT NOT NULL, content " + text
                                + " NOT NULL, author " + name
                                + " NOT NULL, created_at BIGINT NOT NULL, edited_at BIGINT NOT NULL"),
                index("comment", "node", "node_no"),
                table(
                        "tag",
                        "node_no BIGINT NOT NULL, name " + name + " NOT NULL, author " + name
                                + " NOT NULL, PRIMARY KEY (node_no, name, author)"),
                index("tag", "name", "name"),
                table(
                        "rating",
                        "node_no BIGINT NOT NULL, author " + name
                                + " NOT NULL, stars INTEGER NOT NULL, PRIMARY KEY (node_no, author)"),
                table(
                        "service",
                        "node_no BIGINT NOT NULL PRIMARY KEY, service_key " + hash + " NOT NULL, version " + text),
                index("service", "key", "service_key"),
                table(
                        "activity",
                        "activity_no BIGINT NOT NULL PRIMARY KEY, path " + text + " NOT NULL, path_key BIGINT NOT NULL,"
                                + " author " + name + " NOT NULL, done_at BIGINT NOT NULL, action VARCHAR(20) NOT NULL,"
                                + " detail " + text),
                index("activity", "path", "path_key"),
                "INSERT INTO trunkline_reg_node (" + NodeRow.COLUMNS + ") SELECT " + ROOT + ", -1, '', 1, '"
                        + UUID.randomUUID() + "', 1, NULL, NULL, NULL, NULL, 0, '" + Registry.SYSTEM_USER + "', " + now
                        + ", '" + Registry.SYSTEM_USER + "', " + now + ", NULL, 0 FROM trunkline_reg_schema"
                        + " WHERE step_no = 0 AND NOT EXISTS (SELECT node_no FROM trunkline_reg_node WHERE node_no = "
                        + ROOT
                        + ")",
                "INSERT INTO trunkline_reg_head (head_no, next_no) SELECT 1, 100 FROM trunkline_reg_schema"
                        + " WHERE step_no = 0 AND NOT EXISTS (SELECT head_no FROM trunkline_reg_head)");
    }

    private String table(String name, String columns) {
        return "CREATE TABLE IF NOT EXISTS trunkline_reg_" + name + " (" + columns + ")" + dialect.tableOptions();
    }

    private static String index(String table, String name, String columns) {
        return "CREATE INDEX IF NOT EXISTS trunkline_reg_" + table + "_by_" + name + " ON trunkline_reg_" + table + " ("
                + columns + ")";
    }
}
