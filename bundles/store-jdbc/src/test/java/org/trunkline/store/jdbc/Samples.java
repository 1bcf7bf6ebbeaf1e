package org.trunkline.store.jdbc;

import java.util.Set;
import java.util.TreeMap;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.testkit.Cursors;

/** Artifacts as the tests of this module write them. */
final class Samples {

    static final String LABEL = "Production and Sandbox";
    static final ApiIdentity PIZZA_SHACK = ApiIdentity.of("PizzaShackAPI", "1.0.0", "carbon.super");

    private Samples() {}

    static ArtifactKey key(String apiId) {
        return ArtifactKey.synapse(LABEL, apiId);
    }

    static ArtifactWrite publish(String apiId, String body) {
        return ArtifactWrite.of(key(apiId), Instruction.PUBLISH, PIZZA_SHACK, ArtifactBody.of(body));
    }

    static ArtifactWrite publish(String apiId, byte[] body) {
        return ArtifactWrite.of(key(apiId), Instruction.PUBLISH, PIZZA_SHACK, ArtifactBody.of(body));
    }

    static TreeMap<ArtifactKey, Artifact> published(ArtifactStore store) throws ArtifactStoreException {
        return Cursors.artifacts(store.snapshot(Set.of(LABEL), store.head()));
    }
}
