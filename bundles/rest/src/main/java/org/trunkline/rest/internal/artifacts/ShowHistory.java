package org.trunkline.rest.internal.artifacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;

/** The states that an API's artifact went through, on each label or on one. */
final class ShowHistory implements Handler {

    static final Parameter[] QUERY = {
        Parameter.optional("label", "only on this gateway label; on each that it ever was on unless given"),
        Parameter.number("limit", "how many at most of each label, from 1 to 1000; 20 unless given")
    };

    private static final int LIMIT = 20;
    private static final int GREATEST_LIMIT = 1000;

    private final NodeParts parts;
    private final ArtifactJson json = new ArtifactJson();

    ShowHistory(NodeParts parts) {
        this.parts = parts;
    }

    @Override
    public Reply handle(Call call) throws ProblemException, ArtifactStoreException {
        String apiId = call.path(Asked.API_ID);
        int limit = call.query().count("limit", LIMIT, GREATEST_LIMIT);
        ArtifactStore store = parts.requireStore();
        Optional<String> label = call.query().value("label");
        List<ArtifactInfo> history = new ArrayList<>();
        for (ArtifactKey key : label.isPresent() ? List.of(Asked.key(label.get(), apiId)) : keys(store, apiId)) {
            history.addAll(store.history(key, limit));
        }
        if (history.isEmpty()) {
            throw ProblemException.notFound("Nothing was ever published for API '" + apiId + "'"
                    + label.map(name -> " on label '" + name + "'").orElse("") + ".");
        }
        return Reply.ok(json.list(history));
    }

    private static List<ArtifactKey> keys(ArtifactStore store, String apiId) throws ArtifactStoreException {
        return store.find(ArtifactQuery.all().apiId(apiId)).stream()
                .map(ArtifactInfo::key)
                .filter(key -> key.kind() == ArtifactKey.Kind.SYNAPSE)
                .toList();
    }
}
