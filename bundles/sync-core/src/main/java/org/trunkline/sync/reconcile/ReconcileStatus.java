package org.trunkline.sync.reconcile;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Revision;

/** How a gateway stands towards its source. Immutable. */
public final class ReconcileStatus {

    private final ReconcilePhase phase;
    private final boolean ready;
    private final Revision held;
    private final Instant lastSuccess;
    private final String problem;
    private final String cacheProblem;
    private final Map<ArtifactKey, ReconcileEntry> entries;

    ReconcileStatus(
            ReconcilePhase phase,
            boolean ready,
            Optional<Revision> held,
            Optional<Instant> lastSuccess,
            Optional<String> problem,
            Optional<String> cacheProblem,
            Map<ArtifactKey, ReconcileEntry> entries) {
        this.phase = Objects.requireNonNull(phase, "phase");
        this.ready = ready;
        this.held = held.orElse(null);
        this.lastSuccess = lastSuccess.orElse(null);
        this.problem = problem.orElse(null);
        this.cacheProblem = cacheProblem.orElse(null);
        this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    public ReconcilePhase phase() {
        return phase;
    }

    /**
     * Whether everything that is published for the gateway's labels has been tried once, or, while the source is away,
     * everything that the cache held. It stays true from then on, until the loop stops.
     */
    public boolean ready() {
        return ready;
    }

    /** The revision of the source that the gateway holds; empty before the first pass and for sources without revisions. */
    public Optional<Revision> held() {
        return Optional.ofNullable(held);
    }

    /** When the source last answered in full, by this node's clock. */
    public Optional<Instant> lastSuccess() {
        return Optional.ofNullable(lastSuccess);
    }

    /** Why the gateway may be behind its source now. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Why the state is not safe on disk: after a restart the gateway then needs its source. */
    public Optional<String> cacheProblem() {
        return Optional.ofNullable(cacheProblem);
    }

    /** Everything that is deployed or wanted, ordered by key. */
    public Map<ArtifactKey, ReconcileEntry> entries() {
        return entries;
    }

    /** For messages and logs: the phase and the counts. */
    @Override
    public String toString() {
        long failures = entries.values().stream()
                .filter(entry -> entry.failure().isPresent())
                .count();
        return phase + (ready ? ", ready, " : ", not ready, ") + entries.size() + " artifacts, " + failures
                + " with a failure" + (problem == null ? "" : ": " + problem);
    }
}
