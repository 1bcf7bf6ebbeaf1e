package org.trunkline.store.github.internal.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.store.github.internal.client.BlobName;

/**
 * Blobs on disk, found by their name, in one file that only grows until it is packed again. Each is checked against its
 * name when it is read: what is damaged is forgotten and fetched again. Losing the file costs nothing but requests, so
 * nothing is forced to the disk. One process owns the folder. Thread-safe.
 */
public final class BlobCache implements Closeable {

    private static final int NAME_BYTES = 20;
    private static final int HEAD_BYTES = NAME_BYTES + Integer.BYTES;
    private static final String FILE = "blobs.pack";

    private static final class Slot {
        private final long offset;
        private final int size;

        Slot(long offset, int size) {
            this.offset = offset;
            this.size = size;
        }
    }

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private FileChannel pack;
    private long end;

    /** @throws IOException if the folder cannot be used, or another process uses it */
    public BlobCache(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.lock = locked();
        open();
    }

    private FileLock locked() throws IOException {
        FileLock held;
        try {
            held = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        if (held == null) {
            lockFile.close();
            throw new IOException("cache folder " + folder + " is used by another process or store: give each its own"
                    + " ([store.github] cache_directory)");
        }
        return held;
    }

    private void open() throws IOException {
        pack = FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        slots.clear();
        end = 0;
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        while (read(head, end)) {
            String name = name(head);
            int size = head.getInt();
            if (size < 0 || end + HEAD_BYTES + size > pack.size()) {
                break;
            }
            slots.put(name, new Slot(end + HEAD_BYTES, size));
            end += HEAD_BYTES + size;
        }
        // what a killed process had not written whole
        pack.truncate(end);
    }

    private boolean read(ByteBuffer into, long from) throws IOException {
        into.clear();
        long at = from;
        while (into.hasRemaining()) {
            int read = pack.read(into, at);
            if (read < 0) {
                return false;
            }
            at += read;
        }
        into.flip();
        return true;
    }

    private static String name(ByteBuffer head) {
        StringBuilder name = new StringBuilder(2 * NAME_BYTES);
        for (int i = 0; i < NAME_BYTES; i++) {
            byte b = head.get();
            name.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
        }
        return name.toString();
    }

    public synchronized boolean has(String blob) {
        return slots.containsKey(blob);
    }

    /** The blob; empty if it is not here, or not whole. */
    public Optional<byte[]> get(String blob) throws IOException {
        ByteBuffer content;
        synchronized (this) {
            Slot slot = slots.get(blob);
            if (slot == null) {
                return Optional.empty();
            }
            content = ByteBuffer.allocate(slot.size);
            if (!read(content, slot.offset)) {
                slots.remove(blob);
                return Optional.empty();
            }
        }
        if (!BlobName.of(content.array()).equals(blob)) {
            synchronized (this) {
                slots.remove(blob);
            }
            return Optional.empty();
        }
        return Optional.of(content.array());
    }

    public synchronized void put(String blob, byte[] content) throws IOException {
        if (slots.containsKey(blob)) {
            return;
        }
        ByteBuffer entry = ByteBuffer.allocate(HEAD_BYTES + content.length);
        for (int i = 0; i < NAME_BYTES; i++) {
            entry.put((byte) Integer.parseInt(blob.substring(2 * i, 2 * i + 2), 16));
        }
        entry.putInt(content.length).put(content).flip();
        long at = end;
        while (entry.hasRemaining()) {
            at += pack.write(entry, at);
        }
        slots.put(blob, new Slot(end + HEAD_BYTES, content.length));
        end = at;
    }

    /** Forgets all but these, and gives their room back once it is more than half of the file. */
    public synchronized void keep(Set<String> blobs) throws IOException {
        slots.keySet().retainAll(blobs);
        long used = slots.values().stream()
                .mapToLong(s -> (long) HEAD_BYTES + s.size)
                .sum();
        if (end <= 2 * used + (1 << 20)) {
            return;
        }
        Path fresh = folder.resolve(FILE + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (Slot slot : slots.values()) {
                long from = slot.offset - HEAD_BYTES;
                long left = (long) HEAD_BYTES + slot.size;
                while (left > 0) {
                    long moved = pack.transferTo(from, left, out);
                    from += moved;
                    left -= moved;
                }
            }
        }
        pack.close();
        Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        open();
    }

    @Override
    public synchronized void close() throws IOException {
        pack.close();
        lock.release();
        lockFile.close();
    }
}
