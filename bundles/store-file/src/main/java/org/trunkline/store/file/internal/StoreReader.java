package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/**
 * The reading half. Every question is answered from one head and never takes the lock: writers change nothing that a head
 * names. Only the {@link Collector} removes what newer heads no longer name, so a question that misses a node is asked again
 * with the newer head.
 */
final class StoreReader {

    private static final int ATTEMPTS = 5;
    private static final String REPAIR = "Publish it again, or put the file back from a backup.";

    private final Layout layout;
    private final StoreDirectory directory;
    private final Manifest manifest;
    private final Bodies bodies;

    StoreReader(Layout layout, StoreDirectory directory, Manifest manifest, Bodies bodies) {
        this.layout = layout;
        this.directory = directory;
        this.manifest = manifest;
        this.bodies = bodies;
    }

    Revision head() throws ArtifactStoreException {
        return ask("read the head", Head::revision);
    }

    Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        Optional<Found> found =
                ask("read " + key, head -> history(head, key).map(history -> new Found(head, key, history.latest())));
        return load(found);
    }

    Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
        Optional<Found> found = ask("read " + key + " at " + at, head -> {
            long number = number(head, at);
            Optional<KeyHistory> history = history(head, key);
            if (history.isPresent() && !history.get().knows(number)) {
                throw forgotten(key, at);
            }
            return history.flatMap(kept -> kept.at(number)).map(state -> new Found(head, key, state));
        });
        return load(found);
    }

    private Optional<Artifact> load(Optional<Found> found) throws ArtifactStoreException {
        return found.isPresent() ? Optional.of(load(found.get())) : Optional.empty();
    }

    List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
        return ask("find " + query, head -> {
            SortedMap<ArtifactKey, ArtifactInfo> found = new TreeMap<>();
            for (NodeReference reference : head.nodes()) {
                for (KeyHistory history : manifest.node(reference).histories()) {
                    ArtifactInfo info = history.latest().info(history.key(), head.storeId());
                    if (query.matches(info)) {
                        found.put(info.key(), info);
                    }
                }
            }
            return new ArrayList<>(found.values());
        });
    }

    List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
        return ask("read the history of " + key, head -> {
            List<ArtifactInfo> newestFirst = new ArrayList<>();
            List<State> states = history(head, key).map(KeyHistory::states).orElse(Collections.emptyList());
            for (State state : states.subList(0, Math.min(limit, states.size()))) {
                newestFirst.add(state.info(key, head.storeId()));
            }
            return newestFirst;
        });
    }

    ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException {
        return ask("read everything published for the labels " + labels, head -> {
            long number = number(head, at);
            SortedMap<ArtifactKey, Found> published = new TreeMap<>();
            for (NodeReference reference : head.nodes()) {
                for (KeyHistory history : manifest.node(reference).histories()) {
                    if (isOf(labels, history.key())) {
                        if (!history.knows(number)) {
                            throw forgotten(history.key(), at);
                        }
                        history.at(number)
                                .filter(state -> state.instruction() == Instruction.PUBLISH)
                                .ifPresent(
                                        state -> published.put(history.key(), new Found(head, history.key(), state)));
                    }
                }
            }
            return new StateCursor(published.values().iterator(), this::load);
        });
    }

    Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to) throws ArtifactStoreException {
        return ask("read what changed for the labels " + labels + " since " + from, head -> {
            OptionalLong start = head.number(from);
            if (start.isEmpty()) {
                return Optional.empty();
            }
            return changes(head, labels, start.getAsLong(), number(head, to));
        });
    }

    private Optional<ArtifactCursor> changes(Head head, Set<String> labels, long from, long to) throws IOException {
        SortedMap<ArtifactKey, Found> changed = new TreeMap<>();
        for (NodeReference reference : head.nodes()) {
            if (reference.newest() > from) {
                for (KeyHistory history : manifest.node(reference).histories()) {
                    if (isOf(labels, history.key()) && history.latest().number() > from) {
                        if (!history.knows(to)) {
                            return Optional.empty();
                        }
                        history.at(to)
                                .filter(state -> state.number() > from)
                                .ifPresent(state -> changed.put(history.key(), new Found(head, history.key(), state)));
                    }
                }
            }
        }
        return Optional.of(new StateCursor(changed.values().iterator(), this::load));
    }

    private static boolean isOf(Set<String> labels, ArtifactKey key) {
        return key.kind() == ArtifactKey.Kind.SYNAPSE && labels.contains(key.label());
    }

    private Optional<KeyHistory> history(Head head, ArtifactKey key) throws IOException {
        return manifest.node(head, Node.index(key)).history(key);
    }

    private static long number(Head head, Revision at) throws ArtifactStoreException {
        Objects.requireNonNull(at, "revision");
        return head.number(at)
                .orElseThrow(() -> ArtifactStoreException.rejected("Revision " + at + " is not one of the store "
                        + head.storeId() + ", whose head is " + head.revision() + ". Ask for its head."));
    }

    private static ArtifactStoreException forgotten(ArtifactKey key, Revision at) {
        return ArtifactStoreException.conflict("The state of " + key + " at revision " + at
                + " is no longer kept. Ask for the head again, or keep more states (history).");
    }

    /** Answers a question from one head. */
    private <T> T ask(String asked, Query<T> query) throws ArtifactStoreException {
        try {
            for (int attempt = 1; ; attempt++) {
                Head head = directory.head();
                try {
                    return query.of(head);
                } catch (NoSuchFileException e) {
                    // a node that the newer head does not name may be collected; one that it names must be there
                    boolean sameHead = directory.head().number() == head.number();
                    if (sameHead) {
                        throw ArtifactStoreException.rejected(
                                "Could not " + asked + ": " + Faults.reason(e) + ". Put the file back from a backup.",
                                e);
                    }
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw Faults.fault(asked, layout, e);
        }
    }

    private Artifact load(Found found) throws ArtifactStoreException {
        ArtifactKey key = found.key();
        try {
            return new Artifact(found.info(), bodies.read(found.state()));
        } catch (DamagedFileException e) {
            throw ArtifactStoreException.rejected("Could not read " + key + ": " + Faults.reason(e) + ". " + REPAIR, e);
        } catch (NoSuchFileException e) {
            if (!isKept(key, found.state())) {
                throw ArtifactStoreException.conflict(
                        "The state of " + key + " at revision " + found.info().revision()
                                + " is no longer kept. Ask for the head again.",
                        e);
            }
            throw ArtifactStoreException.rejected("Could not read " + key + ": " + Faults.reason(e) + ". " + REPAIR, e);
        } catch (IOException e) {
            // If the store itself can still be read, then it is this one file that cannot: it must hide no other.
            head();
            throw ArtifactStoreException.rejected(
                    "Could not read " + key + ": the file "
                            + layout.body(found.state().sha256()) + " cannot be read: " + Faults.reason(e)
                            + ". Check its permissions, or publish it again.",
                    e);
        }
    }

    private boolean isKept(ArtifactKey key, State state) throws ArtifactStoreException {
        return ask(
                "read " + key,
                head -> history(head, key)
                        .flatMap(history -> history.at(state.number()))
                        .filter(kept -> kept.number() == state.number())
                        .isPresent());
    }

    /** A state that was found under a head, and whose body is read when it is its turn. */
    static final class Found {

        private final Head head;
        private final ArtifactKey key;
        private final State state;

        private Found(Head head, ArtifactKey key, State state) {
            this.head = head;
            this.key = key;
            this.state = state;
        }

        ArtifactKey key() {
            return key;
        }

        State state() {
            return state;
        }

        ArtifactInfo info() {
            return state.info(key, head.storeId());
        }
    }
}
