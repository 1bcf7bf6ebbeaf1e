package org.trunkline.rest.internal.artifacts;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.rest.internal.node.BoundStore;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;

/** Hands a batch of one API to the sink and tells what became of it. */
final class Publishing {

    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final NodeParts parts;
    private final WriteObserver observer;
    private final ArtifactJson json = new ArtifactJson();

    Publishing(NodeParts parts, WriteObserver observer) {
        this.parts = parts;
        this.observer = observer;
    }

    JsonObject publish(ArtifactSink sink, List<ArtifactWrite> batch) throws ArtifactStoreException {
        Optional<Revision> revision = sink.publish(batch);
        batch.forEach(write -> observer.written(write.instruction()));
        LOG.info(
                "Published: batch={} revision={}",
                batch,
                revision.map(Revision::toString).orElse("none"));
        JsonArray artifacts = new JsonArray();
        Optional<ArtifactStore> store = parts.store().map(BoundStore::store);
        for (ArtifactWrite write : batch) {
            artifacts.add(stored(store, write, revision).map(json::of).orElseGet(() -> json.of(write)));
        }
        JsonObject answer = new JsonObject();
        revision.ifPresent(r -> answer.addProperty("revision", r.toString()));
        answer.add("artifacts", artifacts);
        return answer;
    }

    /**
     * What the store says of what was just written, as it was then: somebody may have written since. Not more is asked
     * than that: the artifacts are stored and announced, and a store that fails now must not make an error of it.
     */
    private Optional<ArtifactInfo> stored(
            Optional<ArtifactStore> store, ArtifactWrite write, Optional<Revision> revision) {
        if (store.isEmpty() || revision.isEmpty()) {
            return Optional.empty();
        }
        try {
            return store.get()
                    .read(write.key(), revision.get())
                    .map(Artifact::info)
                    .filter(info -> info.instruction() == write.instruction()
                            && info.sha256().equals(write.body().sha256()));
        } catch (ArtifactStoreException e) {
            LOG.warn("What was published is not described, the store did not answer: {}", write, e);
            return Optional.empty();
        }
    }
}
