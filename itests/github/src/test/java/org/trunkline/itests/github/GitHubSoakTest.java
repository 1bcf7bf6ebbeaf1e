package org.trunkline.itests.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.github.fake.Fault;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.github.fake.GitRepository;
import org.trunkline.github.fake.Identity;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.EnvelopeCodec;
import org.trunkline.store.github.internal.store.GitHubArtifactStore;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.event.LocalEventChannel;
import org.trunkline.sync.publish.StoreSink;

/**
 * Two publishers with eight savers each, three gateways, and a person who commits by hand, all on a GitHub where every
 * eighth request goes wrong in some way. Then nothing goes wrong any more, and everything has to be right.
 *
 * <p>{@code -Dsoak.seed=N} repeats the operations of a run (not the order in which threads come), {@code
 * -Dsoak.operations=N} makes it longer.
 */
class GitHubSoakTest {

    /** Held, so that its level lasts: gateways tell of every fault. */
    private static final Logger TOLD = Logger.getLogger("org.trunkline");

    private static final int SAVERS = 16;
    private static final double TROUBLE = 0.12;

    /** After so many operations something happens to a machine. */
    private static final int CALM = 40;

    @TempDir
    Path folder;

    private final long seed =
            Long.getLong("soak.seed", ThreadLocalRandom.current().nextLong());
    private final int operations = Integer.getInteger("soak.operations", 2_000);
    private final Ledger ledger = new Ledger();
    private final ArtifactPaths paths = new ArtifactPaths("");
    private final EnvelopeCodec codec = new EnvelopeCodec(Optional.empty());
    private final AtomicBoolean refusing = new AtomicBoolean();
    private final Map<String, Integer> events = new TreeMap<>();

    @Test
    void whateverGoesWrongNothingAcknowledgedIsLostAndEveryGatewayEndsUpRight() throws Exception {
        Instant begun = Instant.now();
        TOLD.setLevel(Level.OFF);
        System.out.println("GitHub soak: seed=" + seed + " operations=" + operations);
        try (GitHubFake github = GitHubFake.builder()
                        .unchecked()
                        .hourlyLimit(10_000_000)
                        .token("token", Identity.writer("node"))
                        .start();
                Nodes nodes = new Nodes(github)) {
            List<Gateway> gateways = new ArrayList<>();
            GitHubArtifactStore first = nodes.open(folder.resolve("publisher-1"));
            GitHubArtifactStore second = nodes.open(folder.resolve("publisher-2"));
            try (first;
                    second) {
                gateways.add(gateway("gateway-1", Set.of("Production and Sandbox"), nodes));
                gateways.add(gateway("gateway-2", Set.copyOf(Saver.LABELS), nodes));
                gateways.add(gateway("gateway-3", Set.of("internal", "Edge"), nodes));
                trouble(github);
                operate(github, List.of(first, second), gateways);
                github.faults().off();
                verify(github, gateways);
            } finally {
                for (Gateway gateway : gateways) {
                    gateway.close();
                }
            }
            report(github, Duration.between(begun, Instant.now()));
            assertEquals(List.of(), github.leaks());
        }
    }

    private Gateway gateway(String name, Set<String> labels, Nodes nodes) throws Exception {
        return new Gateway(name, labels, folder.resolve(name), nodes);
    }

    private void trouble(GitHubFake github) {
        long soon = Instant.now().plusSeconds(90).getEpochSecond();
        // the list is searched in order: while this one holds, nothing else goes wrong
        github.faults().each(r -> refusing.get(), Fault.badCredentials());
        github.faults()
                .atRandom(
                        seed,
                        TROUBLE,
                        List.of(
                                Fault.serverError(500),
                                Fault.serverError(502),
                                Fault.serverError(503),
                                new Fault.LostRequest(),
                                new Fault.LostAnswer(),
                                new Fault.LostAnswer(),
                                new Fault.CutAnswer(),
                                new Fault.CutAnswer(),
                                new Fault.Late(Nodes.SILENCE.multipliedBy(2)),
                                new Fault.StaleBranch(),
                                new Fault.StaleBranch(),
                                new Fault.TruncatedTree(),
                                Fault.secondaryLimit(403, 2),
                                Fault.secondaryLimit(429, 2),
                                Fault.secondaryLimitWithoutHeader(),
                                Fault.secondaryLimitInGraphQl(),
                                Fault.primaryLimit(soon),
                                new Fault.Status(429, Map.of(), "Too many requests"),
                                new Fault.GraphQlError("", "Something went wrong while executing your query."),
                                new Fault.GraphQlError("RATE_LIMITED", "API rate limit already exceeded."),
                                Fault.badCredentials()));
    }

    private void operate(GitHubFake github, List<GitHubArtifactStore> publishers, List<Gateway> gateways)
            throws Exception {
        AtomicInteger left = new AtomicInteger(operations);
        Random seeds = new Random(seed);
        ExecutorService threads = Executors.newCachedThreadPool();
        LocalEventChannel channel = new LocalEventChannel();
        try (channel) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < SAVERS; i++) {
                GitHubArtifactStore store = publishers.get(i % publishers.size());
                Saver saver = new Saver(
                        i,
                        new Random(seeds.nextLong()),
                        new StoreSink("TrunklineSaver", store, channel, 10_000_000),
                        store,
                        ledger);
                all.add(threads.submit(whileLeft(left, () -> {
                    saver.operate();
                    return null;
                })));
            }
            Person person = new Person(
                    new Random(seeds.nextLong()),
                    new StoreSink("TrunklineSaver", publishers.get(0), channel, 10_000_000),
                    github.repository(),
                    ledger);
            all.add(threads.submit(whileLeft(left, () -> {
                person.operate();
                TimeUnit.MILLISECONDS.sleep(20);
                return null;
            })));
            Random chance = new Random(seeds.nextLong());
            AtomicInteger next = new AtomicInteger(operations);
            all.add(threads.submit(whileLeft(left, () -> {
                while (left.get() > Math.max(0, next.get() - CALM)) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                next.set(left.get());
                disturb(chance, github, gateways);
                return null;
            })));
            for (Future<?> each : all) {
                each.get(5, TimeUnit.MINUTES);
            }
            person.tidyUp();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Void> whileLeft(AtomicInteger left, Callable<Void> operation) {
        return () -> {
            while (left.getAndDecrement() > 0) {
                operation.call();
            }
            return null;
        };
    }

    /** What happens to machines: restarts, revoked tokens, a GitHub that cannot be reached at all. */
    private void disturb(Random chance, GitHubFake github, List<Gateway> gateways) throws Exception {
        int what = chance.nextInt(10);
        if (what < 6) {
            List<Set<String>> losses = List.of(
                    Set.of(),
                    Set.of(),
                    Set.of("github-cache"),
                    Set.of("gateway-cache"),
                    Set.of("github-cache", "gateway-cache"));
            Set<String> lost = losses.get(chance.nextInt(losses.size()));
            events.merge("restart of a gateway, lost " + lost.size() + " caches", 1, Integer::sum);
            gateways.get(chance.nextInt(gateways.size())).restart(lost);
        } else if (what < 8) {
            events.merge("token refused for a while", 1, Integer::sum);
            refusing.set(true);
            TimeUnit.MILLISECONDS.sleep(30);
            refusing.set(false);
        } else {
            events.merge("connections refused for a while", 1, Integer::sum);
            github.goAway();
            TimeUnit.MILLISECONDS.sleep(50);
            github.comeBack();
        }
    }

    // ---- what has to be right

    private void verify(GitHubFake github, List<Gateway> gateways) throws Exception {
        GitRepository git = github.repository().git();
        ObjectId head = git.branch("main").orElseThrow();
        Map<ObjectId, Integer> order = new HashMap<>();
        List<RevCommit> log = git.log(head, Optional.empty());
        for (RevCommit commit : log) {
            order.put(commit.getId(), log.size() - order.size());
        }
        Set<String> everThere = everThere(git, log);
        int unknown = 0;
        int unknownAndThere = 0;
        for (Map.Entry<ArtifactKey, List<Ledger.Entry>> key : ledger.entries().entrySet()) {
            for (Ledger.Entry entry : key.getValue()) {
                if (entry.saved().isPresent()) {
                    ObjectId commit = ObjectId.fromString(entry.saved().get().toString());
                    assertTrue(order.containsKey(commit), () -> entry.write() + " is on no commit of the branch");
                    assertEquals(
                            Optional.of(entry.body()),
                            stored(git, commit, entry.write()),
                            () -> "at the revision that its saver was told");
                } else if (entry.failure().orElseThrow() == Kind.UNAVAILABLE) {
                    unknown++;
                    unknownAndThere += everThere.contains(entry.body()) ? 1 : 0;
                } else {
                    assertTrue(!everThere.contains(entry.body()), () -> entry.write() + " was refused and is there");
                }
            }
        }
        verifyLatest(git, head);
        events.put("artifacts whose fate was not told", unknown);
        events.put("of them on the branch", unknownAndThere);
        Map<ArtifactKey, String> published = published(git, head);
        for (Gateway gateway : gateways) {
            Map<ArtifactKey, String> wanted = new TreeMap<>(published);
            wanted.keySet().removeIf(key -> !gateway.labels().contains(key.label()));
            awaitEqual(wanted, gateway);
            Set<ArtifactKey> wronged = new HashSet<>(gateway.undeployed());
            wronged.removeAll(ledger.mayBeUndeployed());
            assertEquals(Set.of(), wronged, () -> gateway + " undeployed what nobody removed");
        }
        events.put("published at the end", published.size());
        events.put("commits", log.size());
    }

    /** The last save of each artifact that was answered is what stands there, unless one without an answer came after. */
    private void verifyLatest(GitRepository git, ObjectId head) throws Exception {
        for (Map.Entry<ArtifactKey, List<Ledger.Entry>> key : ledger.entries().entrySet()) {
            Set<Optional<String>> possible = new HashSet<>();
            possible.add(Optional.empty());
            for (Ledger.Entry entry : key.getValue()) {
                if (entry.saved().isPresent()) {
                    possible.clear();
                }
                if (entry.saved().isPresent() || entry.failure().orElseThrow() == Kind.UNAVAILABLE) {
                    possible.add(Optional.of(entry.write().instruction() + entry.body()));
                }
            }
            Optional<String> now = Optional.empty();
            for (Instruction instruction : Instruction.values()) {
                Optional<Artifact> artifact = read(git, head, key.getKey(), instruction);
                if (artifact.isPresent()) {
                    now = Optional.of(instruction + artifact.get().body().asText());
                }
            }
            Optional<String> found = now;
            if (!Person.isHis(key.getKey())) {
                assertTrue(
                        possible.contains(found), () -> key.getKey() + " holds " + found + ", possible is " + possible);
            }
        }
    }

    private Optional<String> stored(GitRepository git, ObjectId commit, ArtifactWrite write) throws Exception {
        return read(git, commit, write.key(), write.instruction())
                .map(artifact -> artifact.body().asText());
    }

    private Optional<Artifact> read(GitRepository git, ObjectId commit, ArtifactKey key, Instruction instruction)
            throws ArtifactStoreException {
        String path = paths.path(key, instruction);
        Optional<GitRepository.Entry> file = git.at(git.commit(commit).getTree(), path);
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(codec.read(
                        path,
                        paths.place(path).orElseThrow(),
                        git.blob(file.get().id()),
                        Revision.of(commit.name())));
    }

    private Map<ArtifactKey, String> published(GitRepository git, ObjectId head) throws Exception {
        Map<ArtifactKey, String> published = new TreeMap<>();
        for (GitRepository.Entry file : git.files(git.commit(head).getTree())) {
            Optional<ArtifactPaths.Place> place = paths.place(file.path());
            if (place.isPresent() && place.get().instruction() == Instruction.PUBLISH) {
                Artifact artifact = codec.read(file.path(), place.get(), git.blob(file.id()), Revision.of(head.name()));
                published.put(artifact.key(), artifact.body().asText());
            }
        }
        return published;
    }

    /** Every body that any commit of the branch ever held. */
    private Set<String> everThere(GitRepository git, List<RevCommit> log) {
        Set<String> bodies = new HashSet<>();
        Set<ObjectId> seen = new HashSet<>();
        for (RevCommit commit : log) {
            for (GitRepository.Entry file : git.files(commit.getTree())) {
                Optional<ArtifactPaths.Place> place = paths.place(file.path());
                if (place.isPresent() && seen.add(file.id())) {
                    body(file, place.get(), git.blob(file.id())).ifPresent(bodies::add);
                }
            }
        }
        return bodies;
    }

    private Optional<String> body(GitRepository.Entry file, ArtifactPaths.Place place, byte[] content) {
        try {
            return Optional.of(codec.read(file.path(), place, content, Revision.of("0".repeat(40)))
                    .body()
                    .asText());
        } catch (ArtifactStoreException e) {
            // broken by the person: nobody's body
            return Optional.empty();
        }
    }

    private static void awaitEqual(Map<ArtifactKey, String> wanted, Gateway gateway) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!gateway.deployed().equals(wanted)) {
            if (System.nanoTime() > until) {
                assertEquals(wanted, gateway.deployed(), gateway.toString());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void report(GitHubFake github, Duration time) {
        JsonObject line = new JsonObject();
        line.addProperty("seed", seed);
        line.addProperty("operations", operations);
        line.addProperty("requests", github.requests().size());
        line.addProperty("seconds", time.toMillis() / 1000.0);
        events.forEach(line::addProperty);
        line.add("batches", counts(ledger.answers()));
        line.add("faults", counts(github.faults().injected()));
        System.out.println("GitHub soak: " + line);
    }

    private static JsonObject counts(Map<String, Integer> counts) {
        JsonObject json = new JsonObject();
        new TreeMap<>(counts).forEach(json::addProperty);
        return json;
    }
}
