package org.trunkline.registry.jdbc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Bytes that came from a stream, read to its end before the database is touched: in memory if they are few, else in a
 * temporary file that goes with this. Many may read it, one after another.
 */
final class Spool implements AutoCloseable {

    private static final int MEMORY_BYTES = Schema.INLINE_BYTES;

    private final byte[] bytes;
    private final Path file;
    private final long size;
    private final String sha256;

    private Spool(byte[] bytes, Path file, long size, String sha256) {
        this.bytes = bytes;
        this.file = file;
        this.size = size;
        this.sha256 = sha256;
    }

    /** The stream holds more than what is allowed. */
    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLargeException(long max) {
            super("it is larger than " + max + " bytes");
        }
    }

    /**
     * Reads a stream to its end, and does not close it.
     *
     * @throws TooLargeException if it holds more bytes than that
     */
    static Spool read(InputStream in, long max) throws IOException {
        MessageDigest digest = sha256();
        byte[] first = in.readNBytes((int) Math.min(MEMORY_BYTES + 1L, max + 1));
        if (first.length > max) {
            throw new TooLargeException(max);
        }
        digest.update(first);
        if (first.length <= MEMORY_BYTES) {
            return new Spool(first, null, first.length, HexFormat.of().formatHex(digest.digest()));
        }
        Path file = Files.createTempFile("trunkline-registry-", ".spool");
        try {
            long size = first.length;
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(first);
                byte[] buffer = new byte[MEMORY_BYTES];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    size += count;
                    if (size > max) {
                        throw new TooLargeException(max);
                    }
                    digest.update(buffer, 0, count);
                    out.write(buffer, 0, count);
                }
            }
            return new Spool(null, file, size, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    boolean isInMemory() {
        return bytes != null;
    }

    /** Null unless it is in memory. */
    byte[] bytes() {
        return bytes;
    }

    InputStream open() throws IOException {
        return bytes != null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
    }

    long size() {
        return size;
    }

    String sha256Hex() {
        return sha256;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
