package org.trunkline.store.jdbc;

import java.io.EOFException;
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
        if (size > count(connection, version) * Schema.PART_BYTES) {
            return Optional.empty();
        }
        try (PreparedStatement select = connection.prepareStatement(SELECT);
                PartsStream parts = new PartsStream(select, version)) {
            ArtifactBody body = ArtifactBody.read(parts, size);
            if (!parts.atEndOfPart()) {
                throw new IOException("the body has more than " + size + " bytes");
            }
            return Optional.of(body);
        } catch (EOFException e) {
            return Optional.empty();
        } catch (PartsStream.DatabaseException e) {
            throw e.getCause();
        }
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
