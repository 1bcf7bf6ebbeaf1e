package org.trunkline.store.file.internal;

import java.nio.file.Path;
import org.trunkline.sync.testkit.WriterProcess;

/** The process that tests kill, or let write beside another one. Arguments: directory, label, number of batches. */
final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws Exception {
        try (FileArtifactStore store = Stores.open(Path.of(arguments[0]))) {
            WriterProcess.write(store, arguments[1], Integer.parseInt(arguments[2]), System.out);
        }
    }
}
