package org.trunkline.gateway.internal.preview;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A body that is cut off when it stalls: a watchdog asks from time to time whether somebody has waited too long for the
 * next bytes, and ends that wait. Read by one thread at a time.
 */
final class WatchedStream extends FilterInputStream {

    private final long patience;
    private final Consumer<Thread> cut;
    private final Object lock = new Object();
    private Thread reader;
    private long readingSince;
    private volatile boolean stalled;

    /**
     * @param patience how long one read may take
     * @param cut makes the thread that reads fail soon; called on another thread
     */
    WatchedStream(InputStream in, Duration patience, Consumer<Thread> cut) {
        super(in);
        this.patience = patience.toNanos();
        this.cut = Objects.requireNonNull(cut, "cut");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        synchronized (lock) {
            reader = Thread.currentThread();
            readingSince = System.nanoTime();
        }
        int read;
        try {
            read = super.read(bytes, offset, length);
        } finally {
            synchronized (lock) {
                reader = null;
                if (stalled) {
                    // the interrupt was for this read, which has ended
                    Thread.interrupted();
                }
            }
        }
        if (stalled) {
            throw new IOException("The body stalled");
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

    /** Cuts a read off that takes too long. */
    void check(long now) {
        synchronized (lock) {
            if (reader != null && now - readingSince > patience && !stalled) {
                stalled = true;
                cut.accept(reader);
            }
        }
    }

    boolean isStalled() {
        return stalled;
    }
}
