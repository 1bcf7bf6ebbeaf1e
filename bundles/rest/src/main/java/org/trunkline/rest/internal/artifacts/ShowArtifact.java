package org.trunkline.rest.internal.artifacts;

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
import org.trunkline.sync.ArtifactStoreException;

/** One API's artifact on each label, or on one. */
final class ShowArtifact implements Handler {

    static final Parameter[] QUERY = {Parameter.optional("label", "only the one of this gateway label")};

    private final NodeParts parts;
    private final ArtifactJson json = new ArtifactJson();

    ShowArtifact(NodeParts parts) {
        this.parts = parts;
    }

    @Override
    public Reply handle(Call call) throws ProblemException, ArtifactStoreException {
        String apiId = call.path(Asked.API_ID);
        Optional<String> label = call.query().value("label");
        ArtifactQuery wanted = ArtifactQuery.all().apiId(apiId);
        List<ArtifactInfo> found = parts
                .requireStore()
                .find(label.map(wanted::label).orElse(wanted))
                .stream()
                .filter(info -> info.key().kind() == ArtifactKey.Kind.SYNAPSE)
                .toList();
        if (found.isEmpty()) {
            throw ProblemException.notFound("Nothing was ever published for API '" + apiId + "'"
                    + label.map(name -> " on label '" + name + "'").orElse("") + ".");
        }
        return Reply.ok(json.list(found));
    }
}
