package org.trunkline.store.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2 that has no space left, or refuses to write, or loses power: URLs of the form {@code
 * jdbc:h2:faulty:/path}. H2 makes its instances itself, so that what a test arms is kept for the whole JVM.
 */
public final class FaultyFileSystem extends FilePathWrapper {

    static final String SCHEME = "faulty";

    private static volatile boolean full;
    private static volatile boolean readOnly;
    private static final List<Change> UNFORCED = new ArrayList<>();
    private static volatile Path survivor;

    /** What was done to the file since it was last forced to the disk. */
    private interface Change {
        void applyTo(FileChannel file) throws IOException;
    }

    /** Makes the file system known to H2, and whole. */
    static void install() {
        full = false;
        readOnly = false;
        survivor = null;
        FilePath.register(new FaultyFileSystem());
    }

    /** From now on, or no longer, no write finds space. */
    static void full(boolean value) {
        full = value;
    }

    /** From now on, or no longer, files cannot be opened for writing. */
    static void readOnly(boolean value) {
        readOnly = value;
    }

    /** From now on keeps a second file that holds what would survive a loss of power. To be called before the first use. */
    static void keepSurvivor(Path file) throws IOException {
        synchronized (UNFORCED) {
            UNFORCED.clear();
            Files.write(file, new byte[0]);
            survivor = file;
        }
    }

    /**
     * Cuts the power: what was forced is in the survivor, of what was not a random part is, in any order, and perhaps the
     * first half of a write.
     */
    static void cutPower(Random random) throws IOException {
        synchronized (UNFORCED) {
            List<Change> lucky = new ArrayList<>(UNFORCED);
            Collections.shuffle(lucky, random);
            try (FileChannel file = openSurvivor()) {
                for (Change change : lucky.subList(0, random.nextInt(lucky.size() + 1))) {
                    change.applyTo(file);
                }
            }
            survivor = null;
        }
    }

    private static FileChannel openSurvivor() throws IOException {
        return FileChannel.open(survivor, java.nio.file.StandardOpenOption.WRITE);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public boolean canWrite() {
        return !readOnly && super.canWrite();
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        if (readOnly && mode.contains("w")) {
            throw new IOException("Read-only file system");
        }
        return new Channel(super.open(mode));
    }

    private static final class Channel extends FileBaseDefault {

        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            byte[] bytes = new byte[from.remaining()];
            from.duplicate().get(bytes);
            remember(target -> target.write(ByteBuffer.wrap(bytes), position));
            return file.write(from, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            remember(target -> target.truncate(size));
            file.truncate(size);
        }

        private static void remember(Change change) {
            synchronized (UNFORCED) {
                if (survivor != null) {
                    UNFORCED.add(change);
                }
            }
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
            synchronized (UNFORCED) {
                if (survivor != null) {
                    try (FileChannel target = openSurvivor()) {
                        for (Change change : UNFORCED) {
                            change.applyTo(target);
                        }
                    }
                    UNFORCED.clear();
                }
            }
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return file.read(to, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
