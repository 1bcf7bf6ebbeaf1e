package org.trunkline.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second node out of a base directory. The system takes the lock back when the process dies, however it dies. */
final class NodeLock implements AutoCloseable {

    private static final String FILE_NAME = "node.pid";

    private final FileChannel channel;

    private NodeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws LaunchException if a node runs from this base directory; the message names its process */
    static NodeLock take(NodeDirectories directories) throws LaunchException {
        Path file = directories.run().resolve(FILE_NAME);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                String holder = Files.readString(file).strip();
                channel.close();
                throw new LaunchException("A node runs from " + directories.base() + " already"
                        + (holder.isEmpty() ? "" : ", as process " + holder)
                        + ". Stop it first, or give this one a base directory of its own in "
                        + LaunchSettings.BASE_VARIABLE + ".");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new NodeLock(channel);
        } catch (IOException e) {
            throw new LaunchException("The lock file " + file + " cannot be written: " + e, e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // held by this very process: for a caller the same as held by another one
            return false;
        }
    }

    /** Empties the file and leaves it: were it deleted, a node that opened it before would hold a lock on nothing. */
    @Override
    public void close() throws IOException {
        try (channel) {
            channel.truncate(0);
        }
    }
}
