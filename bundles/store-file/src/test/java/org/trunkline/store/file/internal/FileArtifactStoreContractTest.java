package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.testkit.ArtifactStoreContract;

class FileArtifactStoreContractTest extends ArtifactStoreContract {

    @TempDir
    private Path directory;

    @Override
    protected ArtifactStore open() {
        return store("store", 20);
    }

    @Override
    protected Optional<ArtifactStore> openSecond() {
        return Optional.of(open());
    }

    @Override
    protected Optional<ArtifactStore> openKeeping(int states) {
        return Optional.of(store("bounded", states));
    }

    private ArtifactStore store(String name, int history) {
        return new FileArtifactStore(
                new FileStoreSettings(directory.resolve(name), history, Duration.ofMillis(50), true),
                new UnforcedDisk(),
                Duration.ofHours(1));
    }

    @Override
    protected void close(ArtifactStore open) {
        ((FileArtifactStore) open).close();
    }

    @Override
    protected boolean damage(ArtifactKey key) throws IOException, ArtifactStoreException {
        try (FileArtifactStore store = (FileArtifactStore) open()) {
            String sha256 = store.read(key).orElseThrow().body().sha256();
            Files.write(new Layout(directory.resolve("store")).body(sha256), new byte[] {1});
        }
        return true;
    }
}
