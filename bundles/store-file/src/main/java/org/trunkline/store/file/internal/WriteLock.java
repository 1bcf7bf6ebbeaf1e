package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
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
    private Optional<Object> opened = Optional.empty();

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
        open();
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

    /** The file stays open from one write to the next, so it may not be the one any more that has the name. */
    private void open() throws IOException {
        if (channel != null && channel.isOpen() && !identity().equals(opened)) {
            closeWhileNobodyHoldsIt();
        }
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            opened = identity();
        }
    }

    /** Tells the file from another one of the same name; empty if it is not there, or if the system has no such thing. */
    private Optional<Object> identity() throws IOException {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
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

    @Override
    public void close() throws IOException {
        threads.lock();
        try {
            if (channel != null) {
                closeWhileNobodyHoldsIt();
            }
        } finally {
            threads.unlock();
        }
    }

    /**
     * Closes the lock's file. POSIX lets go of all locks that a process has on a file when it closes the file anywhere,
     * so it is done at a moment when no other store of this JVM holds the lock: when this one does, or another process.
     */
    private void closeWhileNobodyHoldsIt() throws IOException {
        try (FileChannel closed = channel) {
            long end = System.nanoTime() + patience.toNanos();
            boolean heldHere = closed.isOpen();
            while (heldHere && System.nanoTime() < end) {
                try {
                    closed.tryLock();
                    heldHere = false;
                } catch (OverlappingFileLockException e) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }
}
