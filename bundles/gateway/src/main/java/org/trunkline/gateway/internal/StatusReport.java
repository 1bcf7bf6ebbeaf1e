package org.trunkline.gateway.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.trunkline.gateway.DeployedApi;
import org.trunkline.gateway.FailedArtifact;
import org.trunkline.gateway.internal.deployment.ServedApi;
import org.trunkline.gateway.internal.synapse.SynapseApi;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.reconcile.ReconcileEntry;

/** Puts together what the reconcile loop, the routing table and the front know about each API. */
final class StatusReport {

    private final Optional<Front> front;
    private final List<DeployedApi> apis = new ArrayList<>();
    private final List<FailedArtifact> failures = new ArrayList<>();

    private StatusReport(Optional<Front> front) {
        this.front = front;
    }

    static StatusReport of(Map<ArtifactKey, ReconcileEntry> entries, List<ServedApi> served, Optional<Front> front) {
        StatusReport report = new StatusReport(front);
        Map<ArtifactKey, FailedArtifact> failed = new TreeMap<>();
        for (ServedApi api : served) {
            Optional.ofNullable(entries.get(api.key()))
                    .filter(ReconcileEntry::isDeployed)
                    .ifPresent(entry -> {
                        report.add(api, entry);
                        api.conflict().ifPresent(conflict -> failed.put(api.key(), conflict(api, entry, conflict)));
                    });
        }
        entries.values().stream()
                .filter(entry -> entry.failure().isPresent())
                .forEach(entry -> failed.put(entry.key(), failure(entry)));
        report.failures.addAll(failed.values());
        report.apis.sort(Comparator.comparing((DeployedApi api) -> api.context().orElse(""))
                .thenComparing(DeployedApi::apiId));
        return report;
    }

    private void add(ServedApi api, ReconcileEntry entry) {
        apis.add(new DeployedApi(
                api.key().label(),
                api.otherLabels(),
                api.key().id(),
                api.identity(),
                api.api().map(StatusReport::context),
                api.defaultApi().map(StatusReport::context),
                entry.revision().orElseThrow(),
                entry.deployedAt().orElseThrow(),
                distinct(api, front.map(open -> open::notImplemented)),
                distinct(api, front.map(open -> open::ignoredHandlers))));
    }

    private static String context(SynapseApi api) {
        return api.context().isEmpty() ? "/" : api.context();
    }

    private interface Notes {
        List<String> of(SynapseApi api);
    }

    private static List<String> distinct(ServedApi api, Optional<Notes> notes) {
        return notes.stream()
                .flatMap(each -> Stream.of(api.api(), api.defaultApi())
                        .flatMap(Optional::stream)
                        .flatMap(definition -> each.of(definition).stream()))
                .distinct()
                .toList();
    }

    private static FailedArtifact conflict(ServedApi api, ReconcileEntry entry, String conflict) {
        return new FailedArtifact(
                api.key(), entry.revision(), conflict, entry.deployedAt().orElseThrow(), false);
    }

    private static FailedArtifact failure(ReconcileEntry entry) {
        return new FailedArtifact(
                entry.key(),
                entry.failedRevision(),
                entry.failure().orElseThrow(),
                entry.failedAt().orElseThrow(),
                entry.isDeployed());
    }

    List<DeployedApi> apis() {
        return apis;
    }

    List<FailedArtifact> failures() {
        return failures;
    }
}
