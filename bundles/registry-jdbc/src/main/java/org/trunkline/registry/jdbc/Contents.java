package org.trunkline.registry.jdbc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;
import org.trunkline.registry.ContentInfo;
import org.trunkline.registry.RegistryException;

/**
 * Content, each once by its SHA-256: in one row if it is small, else in parts. What loses a reference is noted, and the
 * {@link Collector} looks whether it was the last.
 */
final class Contents {

    private static final String PART = "SELECT bytes FROM trunkline_reg_content_part WHERE sha256 = ? AND part_no = ?";

    private final Sql sql;

    Contents(Sql sql) {
        this.sql = sql;
    }

    /** Makes sure that content is there. The caller's unit may write, or the content is noted as idle with it. */
    ContentInfo keep(Spool content) throws SQLException {
        ContentInfo info = new ContentInfo(content.size(), content.sha256Hex());
        if (isThere(info.sha256())) {
            return info;
        }
        sql.update(
                "INSERT INTO trunkline_reg_content (sha256, content_size, bytes) VALUES (?, ?, ?)",
                info.sha256(),
                info.size(),
                content.bytes());
        if (!content.isInMemory()) {
            try (InputStream in = content.open()) {
                insertParts(info.sha256(), in);
            } catch (IOException e) {
                throw new UncheckedIOException("the temporary file of a content cannot be read", e);
            }
        }
        return info;
    }

    private void insertParts(String sha256, InputStream in) throws SQLException, IOException {
        byte[] part = in.readNBytes(Schema.PART_BYTES);
        for (int number = 0; part.length > 0; number++) {
            sql.update(
                    "INSERT INTO trunkline_reg_content_part (sha256, part_no, bytes) VALUES (?, ?, ?)",
                    sha256,
                    number,
                    part);
            part = in.readNBytes(Schema.PART_BYTES);
        }
    }

    boolean isThere(String sha256) throws SQLException {
        return sql.exists("SELECT sha256 FROM trunkline_reg_content WHERE sha256 = ?", sha256);
    }

    /** Empty if it stands in parts. */
    Optional<byte[]> small(String sha256) throws SQLException {
        return sql.one(
                "SELECT bytes FROM trunkline_reg_content WHERE sha256 = ? AND bytes IS NOT NULL",
                row -> row.getBytes(1),
                sha256);
    }

    /** Empty behind the last one. */
    Optional<byte[]> part(String sha256, int number) throws SQLException {
        return sql.one(PART, row -> row.getBytes(1), sha256, number);
    }

    /** A stream over content that is there, by the connection of this. */
    InputStream open(String sha256, long size) throws SQLException {
        Optional<byte[]> small = small(sha256);
        if (small.isPresent()) {
            return new ByteArrayInputStream(small.get());
        }
        return new PartsStream(
                number -> {
                    try {
                        return part(sha256, number);
                    } catch (SQLException e) {
                        throw new RegistryException(
                                RegistryException.Kind.UNAVAILABLE, "The content cannot be read", e);
                    }
                },
                size,
                () -> {});
    }

    /** A reference to the content is gone: if it was the last, the content may go from that time on. */
    void released(String sha256, long since) throws SQLException {
        if (sha256 != null
                && sql.update("UPDATE trunkline_reg_idle SET since = ? WHERE sha256 = ?", since, sha256) == 0) {
            sql.update("INSERT INTO trunkline_reg_idle (sha256, since) VALUES (?, ?)", sha256, since);
        }
    }
}
