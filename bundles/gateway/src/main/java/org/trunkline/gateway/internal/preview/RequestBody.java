package org.trunkline.gateway.internal.preview;

import java.io.FilterInputStream;
import java.io.IOException;

/** The body of a request, which ends with an exception where it gets too large. Read by one thread at a time. */
final class RequestBody extends FilterInputStream {

    private final WatchedStream source;
    private final long limit;
    private long count;
    private volatile boolean tooLarge;

    /** @param limit the most bytes that may come */
    RequestBody(WatchedStream source, long limit) {
        super(source);
        this.source = source;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count += Math.max(read, 0);
        if (count > limit) {
            tooLarge = true;
            throw new IOException("The body of the request has more than " + limit + " bytes");
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // the connection's stream stays open: what is left of the body is taken before the next request
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    boolean isStalled() {
        return source.isStalled();
    }
}
