package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The steps at which storing can fail or be cut off: the border to the file system. Tests put a disk in its place that is
 * full.
 */
interface Disk {

    /** Makes a new file with this content, which is on the disk when the method returns. */
    void write(Path newFile, byte[] content) throws IOException;

    /** Gives a file its final name, in place of what had that name, in one step. */
    void move(Path from, Path to) throws IOException;

    /** Makes the names in a directory durable. */
    void force(Path directory) throws IOException;
}
