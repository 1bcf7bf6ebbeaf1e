package org.trunkline.rest.internal.artifacts;

import java.util.List;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;

/** The states that an artifact went through. */
final class ShowHistory implements Handler {

    static final Parameter[] QUERY = {
        Asked.LABEL, Parameter.number("limit", "how many at most, from 1 to 1000; 20 unless given")
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
        ArtifactKey key = Asked.key(call);
        int limit = call.query().count("limit", LIMIT, GREATEST_LIMIT);
        List<ArtifactInfo> history = parts.requireStore().history(key, limit);
        if (history.isEmpty()) {
            throw ProblemException.notFound("Nothing was ever published for " + key + ".");
        }
        return Reply.ok(json.list(history));
    }
}
