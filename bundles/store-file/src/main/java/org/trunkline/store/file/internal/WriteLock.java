package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.trunkline.sync.ArtifactStoreException;

/**
 * Lets one writer at a time change the head: of the threads of this store, of other stores on the same directory in this
 * JVM, of other processes, and of other machines where the mount passes locks on. A process that dies lets go of it.
 */
final class WriteLock implements AutoCloseable {

    /** What is done by who holds the lock. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException, ArtifactStoreException;
    }

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Path file;
    private final Duration patience;
    private final ReentrantLock threads = new ReentrantLock(true);
    private FileChannel channel;

    WriteLock(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    /** @throws IOException if others held the lock for all the time that there is patience for, or from the action */
    <T> T whileHeld(Action<T> action) throws IOException, ArtifactStoreException {
        long end = System.nanoTime() + patience.toNanos();
        if (!tryThreads()) {
            throw notAcquired("another thread");
        }
        try {
            FileLock lock = lockFile(end);
            try {
                return action.run();
            } finally {
                lock.release();
            }
        } finally {
            threads.unlock();
        }
    }

    private boolean tryThreads() throws IOException {
        try {
            return threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the thread was interrupted while it waited for the lock " + file, e);
        }
    }

    private FileLock lockFile(long end) throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        FileLock lock = tryFile();
        while (lock == null) {
            if (System.nanoTime() > end) {
                throw notAcquired("another process");
            }
            // Asked again and again because waiting in lock() could not be ended, and a dead lock service would hang
            // it.
            LockSupport.parkNanos(PAUSE_NANOS);
            lock = tryFile();
        }
        return lock;
    }

    private FileLock tryFile() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by another store in this JVM, which file locks do not keep apart otherwise
            return null;
        }
    }

    private IOException notAcquired(String holder) {
        return new IOException(holder + " held the lock " + file + " for " + patience.toSeconds() + " s");
    }

    /**
     * Closes the lock's file. POSIX lets go of all locks that a process has on a file when it closes the file anywhere,
     * so it is done at a moment when no other store of this JVM holds the lock.
     */
    @Override
    public void close() throws IOException {
        threads.lock();
        try {
            if (channel != null) {
                try (FileChannel closed = channel) {
                    waitForThisProcess(closed);
                }
            }
        } finally {
            threads.unlock();
        }
    }

    private void waitForThisProcess(FileChannel open) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        boolean heldHere = open.isOpen();
        while (heldHere && System.nanoTime() < end) {
            try {
                open.tryLock();
                heldHere = false;
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
