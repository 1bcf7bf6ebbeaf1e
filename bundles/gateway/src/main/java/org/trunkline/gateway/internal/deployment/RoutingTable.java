package org.trunkline.gateway.internal.deployment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.gateway.internal.synapse.SynapseApi;
import org.trunkline.sync.ArtifactKey;

/** Everything that is deployed, at one moment. Immutable: a deployment makes a new table. */
final class RoutingTable {

    private final List<String> labels;
    private final PersistentMap<ArtifactKey, HeldArtifact> held;
    private final PersistentMap<String, List<Claim>> contexts;
    private final int depth;

    private RoutingTable(
            List<String> labels,
            PersistentMap<ArtifactKey, HeldArtifact> held,
            PersistentMap<String, List<Claim>> contexts,
            int depth) {
        this.labels = labels;
        this.held = held;
        this.contexts = contexts;
        this.depth = depth;
    }

    /** @param labels the gateway's own ones; of several that carry an API, the first serves it */
    static RoutingTable empty(List<String> labels) {
        return new RoutingTable(List.copyOf(labels), PersistentMap.empty(), PersistentMap.empty(), 0);
    }

    /** The API whose context is the longest that the path begins with. */
    Optional<Route> find(RequestPath path) {
        for (int segments = Math.min(path.segments(), depth); segments >= 0; segments--) {
            Optional<List<Claim>> claims = contexts.get(path.first(segments));
            if (claims.isPresent()) {
                Claim first = claims.get().get(0);
                return Optional.of(new Route(first.holder().identity(), first.api(), segments));
            }
        }
        return Optional.empty();
    }

    RoutingTable with(HeldArtifact artifact) {
        RoutingTable before = without(artifact.key());
        PersistentMap<String, List<Claim>> claimed = before.contexts;
        int deepest = before.depth;
        for (Claim claim : claims(artifact)) {
            String context = claim.api().context();
            List<Claim> all = new ArrayList<>(claimed.get(context).orElse(List.of()));
            all.add(claim);
            all.sort(Claim.ORDER);
            claimed = claimed.with(context, List.copyOf(all));
            deepest = Math.max(
                    deepest, (int) context.chars().filter(c -> c == '/').count());
        }
        return new RoutingTable(labels, before.held.with(artifact.key(), artifact), claimed, deepest);
    }

    RoutingTable without(ArtifactKey key) {
        Optional<HeldArtifact> artifact = held.get(key);
        if (artifact.isEmpty()) {
            return this;
        }
        PersistentMap<String, List<Claim>> left = contexts;
        for (SynapseApi api : artifact.get().definitions()) {
            List<Claim> others = left.get(api.context()).orElse(List.of()).stream()
                    .filter(claim -> !claim.holder().key().equals(key))
                    .toList();
            left = others.isEmpty() ? left.without(api.context()) : left.with(api.context(), others);
        }
        return new RoutingTable(labels, held.without(key), left, depth);
    }

    private List<Claim> claims(HeldArtifact artifact) {
        int rank = rank(artifact.key());
        List<Claim> claims = new ArrayList<>();
        artifact.api().ifPresent(api -> claims.add(new Claim(artifact, api, rank, false)));
        artifact.defaultApi().ifPresent(api -> claims.add(new Claim(artifact, api, rank, true)));
        return claims;
    }

    /** The place of the artifact's label in the configured order. */
    int rank(ArtifactKey key) {
        int rank = labels.indexOf(key.label());
        return rank < 0 ? labels.size() : rank;
    }

    Optional<HeldArtifact> held(ArtifactKey key) {
        return held.get(key);
    }

    /** Each API once, from the first label that carries it. */
    List<ServedApi> served() {
        Map<String, List<HeldArtifact>> byApi = new TreeMap<>();
        held.forEachValue(artifact -> byApi.computeIfAbsent(artifact.key().id(), id -> new ArrayList<>())
                .add(artifact));
        List<ServedApi> served = new ArrayList<>(byApi.size());
        for (List<HeldArtifact> carriers : byApi.values()) {
            carriers.sort(Comparator.comparing(artifact -> rank(artifact.key())));
            served.add(served(carriers));
        }
        return served;
    }

    private ServedApi served(List<HeldArtifact> carriers) {
        HeldArtifact first = carriers.get(0);
        List<String> others = carriers.stream()
                .skip(1)
                .map(artifact -> artifact.key().label())
                .toList();
        Optional<String> conflict = first.definitions().stream()
                .map(SynapseApi::context)
                .flatMap(context -> conflict(first, context).stream())
                .findFirst();
        return new ServedApi(first.key(), first.identity(), others, first.api(), first.defaultApi(), conflict);
    }

    private Optional<String> conflict(HeldArtifact artifact, String context) {
        ArtifactKey server = contexts.get(context).orElseThrow().get(0).holder().key();
        return server.id().equals(artifact.key().id())
                ? Optional.empty()
                : Optional.of("Its context " + context + " is served by the " + server
                        + ", which claims it too: remove one of the two, or give it another context");
    }
}
