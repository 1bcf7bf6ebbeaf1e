package org.trunkline.sync.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/** What a store should hold, kept in the dullest way: one complete map for each revision. */
final class NaiveModel {

    /** One state of one key. */
    static final class State {

        final ArtifactWrite write;
        final Revision revision;

        State(ArtifactWrite write, Revision revision) {
            this.write = write;
            this.revision = revision;
        }
    }

    private final List<Revision> revisions = new ArrayList<>();
    private final List<Map<ArtifactKey, State>> contents = new ArrayList<>();

    NaiveModel(Revision empty) {
        revisions.add(empty);
        contents.add(new TreeMap<>());
    }

    void wrote(List<ArtifactWrite> batch, Revision acknowledged) {
        Map<ArtifactKey, State> next = new TreeMap<>(contents.get(contents.size() - 1));
        batch.forEach(write -> next.put(write.key(), new State(write, acknowledged)));
        revisions.add(acknowledged);
        contents.add(next);
    }

    List<Revision> revisions() {
        return List.copyOf(revisions);
    }

    Revision head() {
        return revisions.get(revisions.size() - 1);
    }

    Optional<State> read(ArtifactKey key, Revision at) {
        return Optional.ofNullable(content(at).get(key));
    }

    Map<ArtifactKey, State> snapshot(Set<String> labels, Revision at) {
        Map<ArtifactKey, State> published = ofLabels(labels, at);
        published.values().removeIf(state -> state.write.instruction() == Instruction.REMOVE);
        return published;
    }

    Map<ArtifactKey, State> changes(Set<String> labels, Revision from, Revision to) {
        int start = revisions.indexOf(from);
        Map<ArtifactKey, State> changed = ofLabels(labels, to);
        changed.values().removeIf(state -> revisions.indexOf(state.revision) <= start);
        return changed;
    }

    /** Newest first. */
    List<Revision> history(ArtifactKey key) {
        List<Revision> newestFirst = new ArrayList<>();
        for (int i = revisions.size() - 1; i > 0; i--) {
            State state = contents.get(i).get(key);
            if (state != null && state.revision.equals(revisions.get(i))) {
                newestFirst.add(state.revision);
            }
        }
        return newestFirst;
    }

    private Map<ArtifactKey, State> ofLabels(Set<String> labels, Revision at) {
        Map<ArtifactKey, State> found = new TreeMap<>(content(at));
        found.keySet().removeIf(key -> key.kind() != ArtifactKey.Kind.SYNAPSE || !labels.contains(key.label()));
        return found;
    }

    private Map<ArtifactKey, State> content(Revision at) {
        return contents.get(revisions.indexOf(at));
    }
}
