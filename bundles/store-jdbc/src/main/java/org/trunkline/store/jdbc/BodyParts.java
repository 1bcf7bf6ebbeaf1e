package org.trunkline.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.trunkline.sync.ArtifactBody;

/** The bodies that are too large for the row of their version: rows of trunkline_body_part. */
final class BodyParts {

    private static final String INSERT =
            "INSERT INTO trunkline_body_part (version_no, part_no, bytes) VALUES (?, ?, ?)";
    private static final String SELECT = "SELECT bytes FROM trunkline_body_part WHERE version_no = ? AND part_no = ?";

    private static final String COUNT = "SELECT COUNT(*) FROM trunkline_body_part WHERE version_no = ?";

    private BodyParts() {}

    static void insert(Connection connection, long version, ArtifactBody body) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                InputStream in = body.asStream()) {
            byte[] part = in.readNBytes(Schema.PART_BYTES);
            for (int number = 0; part.length > 0; number++) {
                insert.setLong(1, version);
                insert.setInt(2, number);
                insert.setBytes(3, part);
                insert.executeUpdate();
                part = in.readNBytes(Schema.PART_BYTES);
            }
        } catch (IOException e) {
            throw new IllegalStateException("A stream over an array does not fail", e);
        }
    }

    /**
     * @return empty if a part is missing
     * @throws IOException if the parts hold another number of bytes
     */
    static Optional<ArtifactBody> read(Connection connection, long version, long size)
            throws SQLException, IOException {
        // a damaged size must not make an array of two gigabytes
        if (size > count(connection, version) * Schema.PART_BYTES || size > Integer.MAX_VALUE - 8) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) size];
        int filled = 0;
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            for (int number = 0; filled < bytes.length; number++) {
                select.setLong(1, version);
                select.setInt(2, number);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    byte[] part = row.getBytes(1);
                    if (part.length == 0 || part.length > bytes.length - filled) {
                        throw new IOException("part " + number + " of the body has " + part.length + " bytes");
                    }
                    System.arraycopy(part, 0, bytes, filled, part.length);
                    filled += part.length;
                }
            }
        }
        return Optional.of(ArtifactBody.of(bytes));
    }

    private static long count(Connection connection, long version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setLong(1, version);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
