package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Puts files in their place so that under a final name there is a whole file or none, also after a loss of power. */
final class DurableFiles {

    private final Layout layout;
    private final Disk disk;

    DurableFiles(Layout layout, Disk disk) {
        this.layout = layout;
        this.disk = disk;
    }

    /** Writes a file under its final name. It stays there for sure only after a {@link #force} of its directory. */
    void place(Path file, byte[] content) throws IOException {
        Path temporary = layout.temporary().resolve(UUID.randomUUID().toString());
        try {
            disk.write(temporary, content);
            disk.move(temporary, file);
        } catch (IOException e) {
            discard(temporary, e);
            throw e;
        }
    }

    private static void discard(Path temporary, IOException reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    void force(Path directory) throws IOException {
        disk.force(directory);
    }

    /** Makes a directory, and those above it, so that their names last as long as what will be in them. */
    void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Path parent = directory.getParent();
            makeDirectory(parent);
            // not createDirectory: another process may just have made it
            Files.createDirectories(directory);
            disk.force(parent);
        }
    }
}
