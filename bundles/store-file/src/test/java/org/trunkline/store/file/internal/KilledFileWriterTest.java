package org.trunkline.store.file.internal;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.testkit.KilledWriterContract;

class KilledFileWriterTest extends KilledWriterContract {

    @TempDir
    private Path directory;

    @Override
    protected Class<?> writer() {
        return Writer.class;
    }

    @Override
    protected List<String> arguments() {
        return List.of(directory.toString(), LABEL, Integer.toString(WRITES));
    }

    @Override
    protected ArtifactStore open() {
        return Stores.open(directory);
    }

    @Override
    protected void close(ArtifactStore open) {
        ((FileArtifactStore) open).close();
    }
}
