package org.trunkline.itests.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.trunkline.store.github.internal.store.GitHubArtifactStore;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.event.LocalEventChannel;
import org.trunkline.sync.fetch.StoreSource;
import org.trunkline.sync.reconcile.ArtifactCache;
import org.trunkline.sync.reconcile.Deployer;
import org.trunkline.sync.reconcile.ReconcileLoop;
import org.trunkline.sync.reconcile.ReconcileSettings;

/** A gateway that remembers what it deployed and what it ever undeployed, and that can be started again. */
final class Gateway implements AutoCloseable {

    private final String name;
    private final Set<String> labels;
    private final Path folder;
    private final Nodes nodes;

    private final Map<ArtifactKey, String> deployed = new TreeMap<>();
    private final Set<ArtifactKey> undeployed = new TreeSet<>();
    private GitHubArtifactStore store;
    private ArtifactCache cache;
    private LocalEventChannel events;
    private ReconcileLoop loop;

    Gateway(String name, Set<String> labels, Path folder, Nodes nodes) throws IOException {
        this.name = name;
        this.labels = labels;
        this.folder = folder;
        this.nodes = nodes;
        start();
    }

    private void start() throws IOException {
        store = nodes.open(folder.resolve("github-cache"));
        cache = ArtifactCache.open(folder.resolve("gateway-cache"), "TrunklineRetriever", labels);
        events = new LocalEventChannel();
        loop = new ReconcileLoop(
                new ShortenedPauses(new StoreSource("TrunklineRetriever", store, events)),
                new Deployer() {
                    @Override
                    public void deploy(Artifact artifact) {
                        synchronized (deployed) {
                            deployed.put(artifact.key(), artifact.body().asText());
                        }
                    }

                    @Override
                    public void undeploy(ArtifactKey key) {
                        synchronized (deployed) {
                            if (deployed.remove(key) != null) {
                                undeployed.add(key);
                            }
                        }
                    }
                },
                cache,
                new ReconcileSettings(
                        labels,
                        ReconcileSettings.Mode.ASYNC,
                        Duration.ofMillis(20),
                        Duration.ofMillis(250),
                        Duration.ZERO),
                Clock.systemUTC());
        loop.start();
    }

    /** @param lost which of the caches is gone: none, {@code github-cache}, {@code gateway-cache} or both */
    void restart(Set<String> lost) throws IOException {
        close();
        synchronized (deployed) {
            deployed.clear();
        }
        for (String each : lost) {
            delete(folder.resolve(each));
        }
        start();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    Set<String> labels() {
        return labels;
    }

    /** Bodies by key. */
    Map<ArtifactKey, String> deployed() {
        synchronized (deployed) {
            return new TreeMap<>(deployed);
        }
    }

    /** Everything that it took out of service at any time. */
    Set<ArtifactKey> undeployed() {
        synchronized (deployed) {
            return new TreeSet<>(undeployed);
        }
    }

    @Override
    public String toString() {
        return name + " " + loop.status();
    }

    @Override
    public void close() throws IOException {
        loop.close();
        events.close();
        cache.close();
        store.close();
    }
}
