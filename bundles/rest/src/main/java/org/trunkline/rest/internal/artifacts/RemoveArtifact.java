package org.trunkline.rest.internal.artifacts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/**
 * Takes an API off labels: a tombstone that is made of what is published there. What somebody publishes in between is not
 * taken off: that is a conflict.
 */
final class RemoveArtifact implements Handler {

    static final Parameter[] QUERY = {
        Parameter.optional("label", "a gateway label to take it off; all that it is published on unless given")
                .repeatable()
    };

    private final NodeParts parts;
    private final Publishing publishing;

    RemoveArtifact(NodeParts parts, Publishing publishing) {
        this.parts = parts;
        this.publishing = publishing;
    }

    @Override
    public Reply handle(Call call) throws ProblemException, ArtifactStoreException {
        ArtifactSink sink = parts.requireSink();
        ArtifactStore store = parts.requireStore();
        String apiId = call.path(Asked.API_ID);
        Set<ArtifactKey> asked = Asked.keys(call, apiId);
        Set<ArtifactKey> published = published(store, apiId);
        requirePublished(apiId, asked, published);
        List<ArtifactWrite> batch = new ArrayList<>();
        for (ArtifactKey key : asked.isEmpty() ? published : asked) {
            batch.add(Tombstone.of(store, key, call.account().name()));
        }
        return Reply.ok(publishing.publish(sink, batch));
    }

    private static Set<ArtifactKey> published(ArtifactStore store, String apiId) throws ArtifactStoreException {
        return store.find(ArtifactQuery.all().apiId(apiId).instruction(Instruction.PUBLISH)).stream()
                .map(ArtifactInfo::key)
                .filter(key -> key.kind() == ArtifactKey.Kind.SYNAPSE)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void requirePublished(String apiId, Set<ArtifactKey> asked, Set<ArtifactKey> published)
            throws ProblemException {
        if (published.isEmpty()) {
            throw ProblemException.notFound("API '" + apiId + "' is published on no label.");
        }
        for (ArtifactKey key : asked) {
            if (!published.contains(key)) {
                String labels = published.stream()
                        .map(other -> "'" + other.label() + "'")
                        .collect(Collectors.joining(", "));
                throw ProblemException.notFound("API '" + apiId + "' is not published on label '" + key.label()
                        + "'; it is on " + labels + ". Nothing was removed.");
            }
        }
    }
}
