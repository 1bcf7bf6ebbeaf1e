package org.trunkline.gateway;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.sync.Revision;

/**
 * How a gateway is doing.
 *
 * @param source the name of what feeds it, for example {@code DBRetriever}
 * @param labels its gateway labels, in the configured order
 * @param ready whether it has taken over a complete state since its start: from the store, or what it kept on disk
 * @param phase what it is doing about being the same as the store
 * @param heldRevision the store's revision that it holds; empty before the first and for a source without revisions
 * @param lastContact when the store answered last
 * @param problem what keeps it from being the same as the store, fit for a person
 * @param apis what it has deployed, ordered by context
 * @param failures what it could not take over, ordered by key
 * @param previewAddress where the preview front listens; empty if it is switched off or not open yet
 * @param previewProblem why the preview front is not open although it is switched on, for example a port in use; fit for
 *     a person
 * @param counters what it did since its start
 */
public record GatewayStatus(
        String source,
        List<String> labels,
        boolean ready,
        GatewayPhase phase,
        Optional<Revision> heldRevision,
        Optional<Instant> lastContact,
        Optional<String> problem,
        List<DeployedApi> apis,
        List<FailedArtifact> failures,
        Optional<URI> previewAddress,
        Optional<String> previewProblem,
        GatewayCounters counters) {

    public GatewayStatus {
        Objects.requireNonNull(source, "source");
        labels = List.copyOf(labels);
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(heldRevision, "heldRevision");
        Objects.requireNonNull(lastContact, "lastContact");
        Objects.requireNonNull(problem, "problem");
        apis = List.copyOf(apis);
        failures = List.copyOf(failures);
        Objects.requireNonNull(previewAddress, "previewAddress");
        Objects.requireNonNull(previewProblem, "previewProblem");
        Objects.requireNonNull(counters, "counters");
    }
}
