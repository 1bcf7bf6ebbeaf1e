package org.trunkline.store.github.internal.store;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
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
    /** Not a channel: one closes for all when one of its readers is interrupted. */
    private RandomAccessFile pack;

    private long end;

    /** @throws IOException if the folder cannot be used, or another process uses it */
    public BlobCache(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.lock = locked();
        try {
            open();
        } catch (IOException e) {
            lockFile.close();
            throw e;
        }
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
        pack = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw");
        slots.clear();
        end = 0;
        long length = pack.length();
        byte[] head = new byte[HEAD_BYTES];
        while (end + HEAD_BYTES <= length) {
            pack.seek(end);
            pack.readFully(head);
            ByteBuffer fields = ByteBuffer.wrap(head);
            String name = name(fields);
            int size = fields.getInt();
            if (size < 0 || end + HEAD_BYTES + size > length) {
                break;
            }
            slots.put(name, new Slot(end + HEAD_BYTES, size));
            end += HEAD_BYTES + size;
        }
        // what a killed process had not written whole
        pack.setLength(end);
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

    synchronized int size() {
        return slots.size();
    }

    /** The blob; empty if it is not here, or not whole. */
    public Optional<byte[]> get(String blob) throws IOException {
        byte[] content;
        Slot slot;
        synchronized (this) {
            slot = slots.get(blob);
            if (slot == null) {
                return Optional.empty();
            }
            content = new byte[slot.size];
            pack.seek(slot.offset);
            try {
                pack.readFully(content);
            } catch (EOFException e) {
                // somebody cut the file: all that follows is gone as well
                long from = slot.offset;
                slots.values().removeIf(s -> s.offset >= from);
                end = Math.min(end, from - HEAD_BYTES);
                return Optional.empty();
            }
        }
        if (!BlobName.of(content).equals(blob)) {
            synchronized (this) {
                slots.remove(blob, slot);
            }
            return Optional.empty();
        }
        return Optional.of(content);
    }

    public synchronized void put(String blob, byte[] content) throws IOException {
        if (slots.containsKey(blob)) {
            return;
        }
        ByteBuffer entry = ByteBuffer.allocate(HEAD_BYTES + content.length);
        for (int i = 0; i < NAME_BYTES; i++) {
            entry.put((byte) Integer.parseInt(blob.substring(2 * i, 2 * i + 2), 16));
        }
        entry.putInt(content.length).put(content);
        pack.seek(end);
        pack.write(entry.array());
        slots.put(blob, new Slot(end + HEAD_BYTES, content.length));
        end += entry.capacity();
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
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(fresh.toFile()))) {
            for (Slot slot : slots.values()) {
                byte[] entry = new byte[HEAD_BYTES + slot.size];
                pack.seek(slot.offset - HEAD_BYTES);
                pack.readFully(entry);
                out.write(entry);
            }
        }
        pack.close();
        try {
            Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            open();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        pack.close();
        // gives the lock back as well
        lockFile.close();
    }
}
