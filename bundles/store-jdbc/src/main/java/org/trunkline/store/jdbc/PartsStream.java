package org.trunkline.store.jdbc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The bytes of a body in parts, one part in memory at a time. It ends with {@link EOFException} where a part is missing. */
final class PartsStream extends InputStream {

    /** Carries the database's failure through the methods of a stream. */
    static final class DatabaseException extends IOException {

        private static final long serialVersionUID = 1L;

        DatabaseException(SQLException cause) {
            super(cause);
        }

        @Override
        public synchronized SQLException getCause() {
            return (SQLException) super.getCause();
        }
    }

    private final PreparedStatement select;
    private final long version;
    private byte[] part = new byte[0];
    private int position;
    private int number;

    /** @param select takes the numbers of a version and a part, gives the part's bytes, and is closed by the caller */
    PartsStream(PreparedStatement select, long version) {
        this.select = select;
        this.version = version;
    }

    @Override
    public int read() throws IOException {
        fill();
        return part[position++] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        fill();
        int count = Math.min(length, part.length - position);
        System.arraycopy(part, position, to, offset, count);
        position += count;
        return count;
    }

    /** Into one array: what is inherited collects small pieces and joins them, which needs twice the memory. */
    @Override
    public byte[] readNBytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int filled = 0; filled < length; ) {
            filled += read(bytes, filled, length - filled);
        }
        return bytes;
    }

    private void fill() throws IOException {
        if (position < part.length) {
            return;
        }
        try {
            select.setLong(1, version);
            select.setInt(2, number);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new EOFException("part " + number + " of the body is missing");
                }
                part = row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
        if (part.length == 0) {
            throw new EOFException("part " + number + " of the body is empty");
        }
        number++;
        position = 0;
    }

    /** Whether nothing is left of the part that was read last. */
    boolean atEndOfPart() {
        return position == part.length;
    }
}
