package org.trunkline.rest.internal.artifacts;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.rest.internal.node.BoundStore;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactSink;
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
        Map<ArtifactKey, ArtifactInfo> stored = stored(batch, revision);
        JsonArray artifacts = new JsonArray();
        for (ArtifactWrite write : batch) {
            ArtifactInfo info = stored.get(write.key());
            artifacts.add(info == null ? json.of(write) : json.of(info));
        }
        JsonObject answer = new JsonObject();
        revision.ifPresent(r -> answer.addProperty("revision", r.toString()));
        answer.add("artifacts", artifacts);
        return answer;
    }

    /**
     * What the store says of what was just written. It is not asked for more than that: the artifacts are stored and
     * announced, and a store that fails now, or somebody who wrote over them already, must not make an error of it.
     */
    private Map<ArtifactKey, ArtifactInfo> stored(List<ArtifactWrite> batch, Optional<Revision> revision) {
        Optional<BoundStore> store = parts.store();
        if (store.isEmpty() || revision.isEmpty()) {
            return Map.of();
        }
        try {
            String apiId = batch.get(0).key().apiId();
            return store.get().store().find(ArtifactQuery.all().apiId(apiId)).stream()
                    .filter(info -> info.revision().equals(revision.get()))
                    .collect(Collectors.toMap(ArtifactInfo::key, Function.identity()));
        } catch (ArtifactStoreException e) {
            LOG.warn("What was published is not described, the store did not answer: batch={}", batch, e);
            return Map.of();
        }
    }
}
