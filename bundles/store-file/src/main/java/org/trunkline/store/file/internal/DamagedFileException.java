package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.file.Path;

/** A file of the store does not hold what was written into it. */
final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedFileException(Path file, String found) {
        super("the file " + file + " is damaged: " + found);
    }

    DamagedFileException(Path file, String found, Throwable cause) {
        super("the file " + file + " is damaged: " + found, cause);
    }
}
