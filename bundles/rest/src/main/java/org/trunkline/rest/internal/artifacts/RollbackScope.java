package org.trunkline.rest.internal.artifacts;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;

/**
 * What goes back: one API on labels, or labels as a whole.
 *
 * @param labels without an API at least one; with one, all that it is on if none is named
 */
record RollbackScope(Optional<String> apiId, Set<String> labels) {

    static final Parameter API =
            Parameter.optional("apiId", "the API that goes back; without it the labels go back as a whole");
    static final Parameter LABEL = Parameter.optional(
                    "label", "a gateway label; may be left out with apiId: on all labels then")
            .repeatable();

    static RollbackScope of(Call call) throws ProblemException {
        Optional<String> apiId = call.query().value(API.name());
        Set<String> labels = new LinkedHashSet<>(call.query().all(LABEL.name()));
        if (apiId.isEmpty() && labels.isEmpty()) {
            throw ProblemException.badRequest("Say what goes back: an API with 'apiId', or labels with 'label'.");
        }
        for (String label : labels) {
            Asked.key(label, apiId.orElse("any"));
        }
        return new RollbackScope(apiId, labels);
    }

    /**
     * What is stored now of all that goes back, tombstones included.
     *
     * @throws ProblemException 404 if there never was anything, on one of the labels or at all
     */
    Map<ArtifactKey, ArtifactInfo> present(ArtifactStore store) throws ProblemException, ArtifactStoreException {
        Map<ArtifactKey, ArtifactInfo> present = new TreeMap<>();
        if (apiId.isPresent()) {
            add(present, store.find(ArtifactQuery.all().apiId(apiId.get())));
            requireOnEach(present.keySet());
            present.keySet().removeIf(key -> !labels.isEmpty() && !labels.contains(key.label()));
        } else {
            for (String label : labels) {
                List<ArtifactInfo> ofLabel = store.find(ArtifactQuery.all().label(label));
                if (ofLabel.isEmpty()) {
                    throw ProblemException.notFound("Nothing was ever published on label '" + label + "'.");
                }
                add(present, ofLabel);
            }
        }
        return present;
    }

    private static void add(Map<ArtifactKey, ArtifactInfo> present, List<ArtifactInfo> found) {
        found.stream()
                .filter(info -> info.key().kind() == ArtifactKey.Kind.SYNAPSE)
                .forEach(info -> present.put(info.key(), info));
    }

    private void requireOnEach(Set<ArtifactKey> keys) throws ProblemException {
        if (keys.isEmpty()) {
            throw ProblemException.notFound("Nothing was ever published for API '" + apiId.orElseThrow() + "'.");
        }
        TreeSet<String> known = keys.stream().map(ArtifactKey::label).collect(Collectors.toCollection(TreeSet::new));
        for (String label : labels) {
            if (!known.contains(label)) {
                throw ProblemException.notFound("API '" + apiId.orElseThrow() + "' was never published on label '"
                        + label + "'; it is or was on " + known + ".");
            }
        }
    }

    /** For messages. */
    @Override
    public String toString() {
        String on = labels.stream().map(label -> "'" + label + "'").collect(Collectors.joining(", "));
        return apiId.map(id -> "API '" + id + "'" + (on.isEmpty() ? "" : " on label " + on))
                .orElse("label " + on);
    }
}
