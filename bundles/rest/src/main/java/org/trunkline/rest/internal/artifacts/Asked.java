package org.trunkline.rest.internal.artifacts;

import java.util.LinkedHashSet;
import java.util.Set;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Revision;

/** What requests about artifacts have in common. */
final class Asked {

    static final Parameter LABEL = Parameter.required("label", "the gateway label");
    static final String API_ID = "apiId";

    private Asked() {}

    /** The key that a request names with its path and its label. */
    static ArtifactKey key(Call call) throws ProblemException {
        return key(call.query().required("label"), call.path(API_ID));
    }

    static ArtifactKey key(String label, String apiId) throws ProblemException {
        try {
            return ArtifactKey.synapse(label, apiId);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage() + ".");
        }
    }

    /** The keys of an API on all labels that a request names, each once. */
    static Set<ArtifactKey> keys(Call call, String apiId) throws ProblemException {
        Set<ArtifactKey> keys = new LinkedHashSet<>();
        for (String label : call.query().all("label")) {
            keys.add(key(label, apiId));
        }
        return keys;
    }

    static Revision revision(String text) throws ProblemException {
        try {
            return Revision.of(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage() + ".");
        }
    }
}
