package org.trunkline.rest.internal.artifacts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/** Compares what is stored with what was published at a revision. Holds the bodies of what differs, and no others. */
final class RollbackPlanner {

    private final ArtifactStore store;

    RollbackPlanner(ArtifactStore store) {
        this.store = store;
    }

    /**
     * @param named the revision; where an API goes back the first digits of a commit do
     * @throws ProblemException 404 if there is nothing that could go back, or nothing was published then
     * @throws ArtifactStoreException also if the revision is not one of the store, is no longer kept, or holds something
     *     that cannot be read: then nothing goes back
     */
    RollbackPlan plan(RollbackScope scope, String named) throws ProblemException, ArtifactStoreException {
        Revision head = store.head();
        Map<ArtifactKey, ArtifactInfo> present = scope.present(store);
        Revision to =
                scope.apiId().isPresent() ? NamedRevision.of(store, present.keySet(), named) : Asked.revision(named);
        Comparison comparison = new Comparison(present);
        if (scope.apiId().isPresent()) {
            for (ArtifactKey key : present.keySet()) {
                Optional<Artifact> then =
                        store.read(key, to).filter(found -> found.info().instruction() == Instruction.PUBLISH);
                if (then.isPresent()) {
                    comparison.published(then.get());
                }
            }
        } else {
            compareAll(scope.labels(), to, comparison);
        }
        if (comparison.nothingWasPublished()) {
            throw ProblemException.notFound("Nothing was published for " + scope + " at revision " + to
                    + ", so there is nothing to go back to. To take it off, remove it.");
        }
        return comparison.plan(to, head);
    }

    private void compareAll(Set<String> labels, Revision to, Comparison comparison) throws ArtifactStoreException {
        try (ArtifactCursor cursor = store.snapshot(labels, to)) {
            for (Optional<ArtifactEntry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                comparison.published(next.get().artifact());
            }
        }
    }

    private static final class Comparison {

        private final Map<ArtifactKey, ArtifactInfo> present;
        private final Set<ArtifactKey> then = new HashSet<>();
        private final Map<ArtifactKey, RollbackPlan.Change> changes = new TreeMap<>();
        private final List<ArtifactInfo> stays = new ArrayList<>();

        Comparison(Map<ArtifactKey, ArtifactInfo> present) {
            this.present = present;
        }

        void published(Artifact artifact) {
            then.add(artifact.key());
            Optional<ArtifactInfo> now = Optional.ofNullable(present.get(artifact.key()));
            boolean same = now.filter(info -> info.instruction() == Instruction.PUBLISH
                            && info.sha256().equals(artifact.info().sha256()))
                    .isPresent();
            if (same) {
                stays.add(now.get());
            } else {
                changes.put(artifact.key(), new RollbackPlan.Change(now, Optional.of(artifact)));
            }
        }

        boolean nothingWasPublished() {
            return then.isEmpty();
        }

        RollbackPlan plan(Revision to, Revision head) {
            present.forEach((key, now) -> {
                if (!then.contains(key) && now.instruction() == Instruction.PUBLISH) {
                    changes.put(key, new RollbackPlan.Change(Optional.of(now), Optional.empty()));
                }
            });
            return new RollbackPlan(to, head, List.copyOf(changes.values()), stays);
        }
    }
}
