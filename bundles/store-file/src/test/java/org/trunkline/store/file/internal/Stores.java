package org.trunkline.store.file.internal;

import java.nio.file.Path;
import java.time.Duration;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** Stores as the tests of this bundle want them. */
final class Stores {

    static final String LABEL = "Production and Sandbox";
    static final ArtifactKey PIZZA = ArtifactKey.synapse(LABEL, "pizza");
    static final ArtifactKey WEATHER = ArtifactKey.synapse(LABEL, "weather");

    private Stores() {}

    static FileStoreSettings settings(Path directory) {
        return new FileStoreSettings(directory, 20, Duration.ofMillis(50), true);
    }

    static FileArtifactStore open(Path directory) {
        return new FileArtifactStore(settings(directory), new LocalDisk(), Duration.ofHours(1));
    }

    static ArtifactWrite publish(ArtifactKey key, String body) {
        return ArtifactWrite.of(
                key,
                Instruction.PUBLISH,
                ApiIdentity.of("PizzaShackAPI", "1.0.0", "carbon.super"),
                ArtifactBody.of(body));
    }
}
