package org.trunkline.store.github.internal.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.testkit.ArtifactStoreContract;

/** The contract on a GitHub that is set up in one of several ways. */
abstract class GitHubStoreContract extends ArtifactStoreContract {

    @TempDir
    Path folder;

    private final GitHubFake.Builder builder;
    private final Optional<String> key;
    private final String path;
    private StoreOnFake fake;

    GitHubStoreContract(GitHubFake.Builder builder, Optional<String> key, String path) {
        this.builder = builder;
        this.key = key;
        this.path = path;
    }

    private StoreOnFake fake() throws Exception {
        if (fake == null) {
            fake = new StoreOnFake(builder, folder);
            fake.key = key;
            fake.path = path;
        }
        return fake;
    }

    @Override
    protected ArtifactStore open() throws Exception {
        return fake().open("first");
    }

    @Override
    protected Optional<ArtifactStore> openSecond() throws Exception {
        return Optional.of(fake().open("second"));
    }

    @Override
    protected void close(ArtifactStore open) throws Exception {
        ((GitHubArtifactStore) open).close();
    }

    @Override
    protected boolean damage(ArtifactKey damaged) throws Exception {
        String file = new ArtifactPaths(path).path(damaged, Instruction.PUBLISH);
        fake().commitByHand("Resolve a conflict", Map.of(file, "<<<<<<< HEAD\n{}\n=======\n"), Set.of());
        return true;
    }

    @Override
    protected boolean namesTheWriteOfAState() {
        return false;
    }

    @AfterEach
    void end() {
        fake.close();
    }
}
