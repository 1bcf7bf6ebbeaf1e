package org.trunkline.registry.jdbc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.trunkline.registry.RegistryException;

/** Content in parts, one part in memory and no connection held between two parts. Used by one thread. */
final class PartsStream extends InputStream {

    @FunctionalInterface
    interface Parts {
        /** Empty behind the last part. */
        Optional<byte[]> part(int number) throws RegistryException;
    }

    private final Parts parts;
    private final Runnable closed;
    private long left;
    private byte[] part = new byte[0];
    private int position;
    private int number;
    private boolean open = true;

    /** @param closed called once when the stream is closed */
    PartsStream(Parts parts, long size, Runnable closed) {
        this.parts = parts;
        this.left = size;
        this.closed = closed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (!open) {
            throw new IOException("the stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        if (position == part.length) {
            part = next();
            position = 0;
        }
        int count = (int) Math.min(Math.min(length, part.length - position), left);
        System.arraycopy(part, position, to, offset, count);
        position += count;
        left -= count;
        return count;
    }

    private byte[] next() throws IOException {
        try {
            byte[] next = parts.part(number++).orElse(new byte[0]);
            if (next.length == 0) {
                throw new EOFException("part " + (number - 1) + " of the content is missing in the database");
            }
            return next;
        } catch (RegistryException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            closed.run();
        }
    }
}
