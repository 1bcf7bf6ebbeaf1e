package org.trunkline.sync.reconcile;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.trunkline.sync.internal.codec.ArtifactFields;

/**
 * A file of records, one a line, each with its checksum. What is read back is always a beginning of what was written: the
 * first line that is torn or damaged ends it. Appending forces nothing to the disk, because a cache that forgets its
 * last records is only older.
 */
final class CacheJournal implements Closeable {

    private static final int MAX_PENDING_BYTES = 1 << 16;

    private final Path file;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private FileChannel channel;
    private int records;
    private boolean torn;

    private CacheJournal(Path file) {
        this.file = file;
    }

    /** Opens the file, made if it is missing; the records that it holds are added to the list. */
    static CacheJournal open(Path file, List<ArtifactFields> found) throws IOException {
        CacheJournal journal = new CacheJournal(file);
        long end = Files.exists(file) ? journal.load(found) : 0;
        journal.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            journal.channel.truncate(end).position(end);
        } catch (IOException e) {
            journal.close();
            throw e;
        }
        return journal;
    }

    private long load(List<ArtifactFields> found) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
            int blank = line.indexOf(' ');
            if (blank < 0 || !line.substring(0, blank).equals(checksum(line.substring(blank + 1)))) {
                break;
            }
            found.add(ArtifactFields.decode(line.substring(blank + 1)));
            records++;
            start = i + 1;
        }
        return start;
    }

    int records() {
        return records;
    }

    /** Whether the last write failed, so that only {@link #rewrite} can go on. */
    boolean torn() {
        return torn;
    }

    /** Adds a record, which reaches the file with the next {@link #flush} at the latest. */
    void append(ArtifactFields record) throws IOException {
        if (torn) {
            throw new IOException("The journal " + file + " has to be rewritten first");
        }
        pending.writeBytes(line(record));
        records++;
        if (pending.size() >= MAX_PENDING_BYTES) {
            flush();
        }
    }

    void flush() throws IOException {
        if (torn) {
            throw new IOException("The journal " + file + " has to be rewritten first");
        }
        ByteBuffer lines = ByteBuffer.wrap(pending.toByteArray());
        pending.reset();
        try {
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
        } catch (IOException e) {
            torn = true;
            throw e;
        }
    }

    /** Puts these records in place of all others, or leaves the file as it is. */
    void rewrite(List<ArtifactFields> all) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        FileChannel written = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        try {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(written), 1 << 16);
            for (ArtifactFields record : new ArrayList<>(all)) {
                out.write(line(record));
            }
            out.flush();
            // The content before the name: otherwise a loss of power can leave an empty file under the right name.
            written.force(true);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            written.close();
            throw e;
        }
        channel.close();
        channel = written;
        pending.reset();
        records = all.size();
        torn = false;
    }

    private static byte[] line(ArtifactFields record) {
        String json = record.encode();
        return (checksum(json) + ' ' + json + '\n').getBytes(StandardCharsets.UTF_8);
    }

    private static String checksum(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    @Override
    public void close() throws IOException {
        try {
            if (!torn) {
                flush();
            }
        } finally {
            channel.close();
        }
    }
}
