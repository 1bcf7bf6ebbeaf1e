package org.trunkline.store.jdbc;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.testkit.KilledWriterContract;
import org.trunkline.sync.testkit.WriterProcess;

class H2KilledWriterTest extends KilledWriterContract {

    @TempDir
    Path directory;

    /** The process that is killed. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(Path.of(arguments[0])), H2.DRIVERS)) {
                WriterProcess.write(store, LABEL, WRITES, System.out);
            }
        }
    }

    @Override
    protected Class<?> writer() {
        return Writer.class;
    }

    @Override
    protected List<String> arguments() {
        return List.of(directory.toString());
    }

    @Override
    protected ArtifactStore open() {
        return new JdbcArtifactStore(H2.in(directory), H2.DRIVERS);
    }

    @Override
    protected void close(ArtifactStore open) {
        ((JdbcArtifactStore) open).close();
    }
}
