package org.trunkline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.trunkline.bench.GatewayStart.Extent;
import org.trunkline.store.github.internal.GitHubStoreComponent;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;

/** The GitHub store beside the naive way, both against a fake GitHub with a latency, with every request counted. */
final class GitHubBench {

    /** What makes a good median, and what the table asks for. */
    private static final Extents WHOLE = new Extents(3, 5, 100);

    private static final int CHANGES = 100;
    private static final int THREADS = 16;
    private static final int BATCH = 500;
    private static final Set<String> LABELS = Set.of(SampleApis.LABEL);

    /** After it a write waits for nothing: the store's own interval between two writes, which GitHub asks for. */
    private static final Duration WRITE_INTERVAL = Duration.ofMillis(1_050);

    /**
     * How often things are done.
     *
     * @param starts how often a gateway starts
     * @param singles how often one artifact is saved or read
     * @param atOnce how many artifacts are saved at once
     */
    record Extents(int starts, int singles, int atOnce) {}

    private final Options options;
    private final Extents extents;
    private final Consumer<String> progress;
    private final SampleApis samples;
    private final GitHubReport report = new GitHubReport();

    GitHubBench(Options options, Consumer<String> progress) throws Exception {
        this(options, progress, WHOLE);
    }

    GitHubBench(Options options, Consumer<String> progress, Extents extents) throws Exception {
        this.options = options;
        this.extents = extents;
        this.progress = progress;
        this.samples = new SampleApis(options.seed());
    }

    GitHubReport run() throws Exception {
        try (Workplace place = new Workplace(options.directory())) {
            describe(place);
            reads(place);
            starts(place);
            save(place);
            savesAtOnce(place, extents.atOnce(), Target.commits(4).and(Target.requests(12)));
            savesAtOnce(place, THREADS, Target.commits(8));
            race(place);
        }
        return report;
    }

    private void describe(Workplace place) throws Exception {
        report.circumstance(
                "taken at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Machine.describe(report::circumstance, place.root());
        report.circumstance("seed", Long.toString(options.seed()));
        report.circumstance(
                "GitHub",
                "a fake over a real git repository, on the same machine, " + MeasuredGitHub.LATENCY.toMillis()
                        + " ms for each request");
        report.circumstance("artifacts", SampleApis.BYTES + " bytes each, on one label");
        report.note(
                "Times are medians where a thing was done several times, counts are the largest. \"fake\" is what the"
                        + " fake itself worked within the time, without the latency; of requests at once all are counted.");
        report.note("Starts: in a Java process of its own with " + GatewayStart.HEAP
                + ", so with cold code, from the moment that Java runs. A cold start is over when every artifact was read,"
                + " as the naive one is; until all is served come the documents' check, the gateway's deployer and its own"
                + " cache. Restarts are until all is served. Beside other load on the machine the CPU time tells more than"
                + " the time.");
        report.note("The fake keeps an archive that it packed once, as GitHub does.");
        report.note("The store has its default settings: writes are at least a second apart, as GitHub asks, and a save"
                + " waits 200 ms for others to share its commit.");
        report.note("The naive way: the contents API, one request for each artifact and one after the other, as"
                + " apim-artifact-synchronizer-github does, and like it blind to the answer of a save.");
    }

    /** Cold start of the smaller number, and the operations on one artifact. */
    private void reads(Workplace place) throws Exception {
        int artifacts = options.artifacts();
        try (MeasuredGitHub github = new MeasuredGitHub(true);
                MeasuredGitHub naiveGitHub = new MeasuredGitHub(true)) {
            progress.accept("filling a repository with " + artifacts + " artifacts");
            Path filled = place.directory();
            fill(github, filled, artifacts);
            fillNaive(naiveGitHub, artifacts);
            NaiveGitHub naive = new NaiveGitHub(naiveGitHub.endpoint());

            progress.accept("cold start with " + artifacts);
            Target target = Target.requests(4).and(Target.seconds(1.5));
            coldStarts(place, github, artifacts, target, naiveStart(naiveGitHub, naive, artifacts));
            readOne(place, github, naiveGitHub, naive, filled);
        }
    }

    private void readOne(
            Workplace place, MeasuredGitHub github, MeasuredGitHub naiveGitHub, NaiveGitHub naive, Path filled)
            throws Exception {
        progress.accept("reading one, polling");
        try (OpenStore publisher = opened(github.openHasty(filled));
                OpenStore gateway = opened(github.open(place.directory()))) {
            count(gateway.store());
            List<Cost> reads = new ArrayList<>();
            List<Cost> naiveReads = new ArrayList<>();
            for (int i = 0; i < Math.min(extents.singles(), options.artifacts()); i++) {
                int number = i;
                Revision named = publisher.store().write(List.of(samples.write(number, 1)));
                reads.add(github.measure(() -> gateway.store()
                        .read(samples.key(number), named)
                        .filter(a -> a.body().size() == SampleApis.BYTES)
                        .orElseThrow()));
                naiveReads.add(naiveGitHub.measure(() -> naive.retrieve(samples.id(number))));
            }
            report.add(new GitHubRow(
                    "retrieve one after its event", Cost.ofAll(reads), Target.requests(1), Cost.ofAll(naiveReads)));
        }
        idlePoll(place, github);
    }

    private void idlePoll(Workplace place, MeasuredGitHub github) throws Exception {
        GitHubStoreComponent store = github.open(place.directory());
        try (OpenStore gateway = opened(store)) {
            gateway.store().head();
            gateway.store().head();
            List<Cost> polls = new ArrayList<>();
            for (int i = 0; i < extents.singles(); i++) {
                long before = store.quota().notModified();
                Cost poll = github.measure(() -> gateway.store().head());
                polls.add(poll.remarked(store.quota().notModified() > before ? "304" : "not 304"));
            }
            report.add(new GitHubRow(
                    "idle poll",
                    Cost.ofAll(polls),
                    Target.requests(1).and(Target.remark("304")),
                    nothing("it does not poll: a lost event stays lost")));
        }
    }

    private static Cost nothing(String remark) {
        return new Cost(0, 0, 0, 0, Optional.empty(), 0, remark);
    }

    /** The starts of a large gateway. */
    private void starts(Workplace place) throws Exception {
        int artifacts = options.large();
        try (MeasuredGitHub github = new MeasuredGitHub(true);
                MeasuredGitHub naiveGitHub = new MeasuredGitHub(true)) {
            progress.accept("filling a repository with " + artifacts + " artifacts");
            Path filled = place.directory();
            fill(github, filled, artifacts);
            fillNaive(naiveGitHub, artifacts);

            progress.accept("cold start with " + artifacts);
            Cost naive = naiveStart(naiveGitHub, new NaiveGitHub(naiveGitHub.endpoint()), artifacts);
            Target target = Target.requests(4).and(Target.seconds(10)).and(Target.heapMegabytes(256));
            coldStarts(place, github, artifacts, target, naive);

            Path storeCache = place.directory();
            Path gatewayCache = place.directory();
            start(Extent.SERVE, github, storeCache, gatewayCache, artifacts);
            progress.accept("warm restart with " + artifacts);
            List<Cost> warm = new ArrayList<>();
            for (int i = 0; i < extents.starts(); i++) {
                warm.add(start(Extent.SERVE, github, storeCache, gatewayCache, artifacts));
            }
            report.add(new GitHubRow(
                    "warm restart of " + artifacts + ", nothing changed",
                    Cost.ofAll(warm),
                    Target.requests(1),
                    naive.remarked("the cold start above again: it keeps nothing")));

            int changes = Math.min(CHANGES, artifacts);
            progress.accept(changes + " changes of " + artifacts);
            List<Cost> catchUp = new ArrayList<>();
            for (int i = 0; i < extents.starts(); i++) {
                change(github, filled, changes, i + 1);
                catchUp.add(start(Extent.SERVE, github, storeCache, gatewayCache, artifacts));
            }
            report.add(new GitHubRow(
                    changes + " changes of " + artifacts + ", catch-up",
                    Cost.ofAll(catchUp),
                    Target.requests(6),
                    naive.remarked("the cold start above again: it cannot ask what changed")));
        }
    }

    private void save(Workplace place) throws Exception {
        progress.accept("saving one");
        try (MeasuredGitHub github = new MeasuredGitHub(true);
                MeasuredGitHub rest = new MeasuredGitHub(false);
                MeasuredGitHub naiveGitHub = new MeasuredGitHub(true)) {
            List<Cost> naive = new ArrayList<>();
            NaiveGitHub client = new NaiveGitHub(naiveGitHub.endpoint());
            for (int i = 0; i < extents.singles(); i++) {
                int number = i;
                naive.add(naiveGitHub.measure(() -> client.save(samples.id(number), samples.document(number, 0))));
            }
            report.add(new GitHubRow("save one", saves(place, github), Target.requests(1), Cost.ofAll(naive)));
            report.add(
                    new GitHubRow("save one, no GraphQL", saves(place, rest), Target.requests(3), Cost.ofAll(naive)));
        }
    }

    private Cost saves(Workplace place, MeasuredGitHub github) throws Exception {
        try (OpenStore publisher = opened(github.open(place.directory()))) {
            publisher.store().write(List.of(samples.write(0, 0)));
            List<Cost> saves = new ArrayList<>();
            for (int i = 1; i <= extents.singles(); i++) {
                ArtifactWrite write = samples.write(i, 0);
                Thread.sleep(WRITE_INTERVAL.toMillis());
                saves.add(github.measure(() -> publisher.store().write(List.of(write))));
            }
            return Cost.ofAll(saves);
        }
    }

    private void savesAtOnce(Workplace place, int threads, Target target) throws Exception {
        progress.accept(extents.atOnce() + " saves from " + threads + " threads");
        try (MeasuredGitHub github = new MeasuredGitHub(true);
                MeasuredGitHub naiveGitHub = new MeasuredGitHub(true);
                OpenStore publisher = opened(github.open(place.directory()))) {
            publisher.store().write(List.of(samples.write(extents.atOnce(), 0)));
            Thread.sleep(WRITE_INTERVAL.toMillis());
            Cost ours = github.measure(() -> saveFrom(
                    threads,
                    0,
                    extents.atOnce(),
                    number -> publisher.store().write(List.of(samples.write(number, 0)))));
            NaiveGitHub naive = new NaiveGitHub(naiveGitHub.endpoint());
            Cost theirs = naiveGitHub.measure(() -> saveFrom(
                    threads,
                    0,
                    extents.atOnce(),
                    number -> naive.save(samples.id(number), samples.document(number, 0))));
            report.add(new GitHubRow(
                    extents.atOnce() + " saves from " + threads + " threads",
                    ours.remarked(there(count(publisher.store()) - 1, extents.atOnce())),
                    target.and(Target.remark(there(extents.atOnce(), extents.atOnce()))),
                    theirs.remarked(there(naiveFiles(naiveGitHub), extents.atOnce()))));
        }
    }

    private void race(Workplace place) throws Exception {
        int each = options.saves();
        progress.accept("two publishers, " + each + " saves each, racing");
        try (MeasuredGitHub github = new MeasuredGitHub(true);
                MeasuredGitHub naiveGitHub = new MeasuredGitHub(true);
                OpenStore one = opened(github.open(place.directory()));
                OpenStore two = opened(github.open(place.directory()))) {
            Cost ours = github.measure(() -> racing(
                    each,
                    number -> one.store().write(List.of(samples.write(number, 0))),
                    number -> two.store().write(List.of(samples.write(number, 0)))));
            NaiveGitHub naive = new NaiveGitHub(naiveGitHub.endpoint());
            Saver naiveSaver = number -> naive.save(samples.id(number), samples.document(number, 0));
            Cost theirs = naiveGitHub.measure(() -> racing(each, naiveSaver, naiveSaver));
            report.add(new GitHubRow(
                    "2 publishers, " + each + " saves each, racing",
                    ours.remarked(there(count(one.store()), 2 * each)),
                    Target.remark(there(2 * each, 2 * each)),
                    theirs.remarked(there(naiveFiles(naiveGitHub), 2 * each))));
            report.note("Each of the racing publishers saves from " + THREADS + " threads.");
        }
    }

    private static String there(int count, int of) {
        return count + " of " + of + " there";
    }

    private static int naiveFiles(MeasuredGitHub github) {
        var repository = github.fake().repository();
        var head = repository.git().branch(repository.defaultBranch()).orElseThrow();
        return (int) repository.git().files(repository.git().commit(head).getTree()).stream()
                .filter(file -> file.path().startsWith(NaiveGitHub.FOLDER + "/"))
                .count();
    }

    /** Saves one artifact, by its number. */
    private interface Saver {
        void save(int number) throws Exception;
    }

    private static void racing(int each, Saver one, Saver two) throws Exception {
        ExecutorService publishers = Executors.newFixedThreadPool(2);
        try {
            Callable<Void> first = () -> saveFrom(THREADS, 0, each, one);
            Callable<Void> second = () -> saveFrom(THREADS, each, 2 * each, two);
            for (Future<Void> done : publishers.invokeAll(List.of(first, second))) {
                done.get();
            }
        } finally {
            publishers.shutdownNow();
        }
    }

    /** Saves the artifacts from a number up to another, each thread one after the other. */
    private static Void saveFrom(int threads, int from, int to, Saver saver) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Void>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = from + thread;
                all.add(pool.submit(() -> {
                    go.await();
                    for (int number = first; number < to; number += threads) {
                        saver.save(number);
                    }
                    return null;
                }));
            }
            go.countDown();
            for (Future<Void> each : all) {
                each.get();
            }
            return null;
        } finally {
            pool.shutdownNow();
        }
    }

    private void coldStarts(Workplace place, MeasuredGitHub github, int artifacts, Target target, Cost naive)
            throws Exception {
        List<Cost> reads = new ArrayList<>();
        List<Cost> serves = new ArrayList<>();
        for (int i = 0; i < extents.starts(); i++) {
            reads.add(start(Extent.READ, github, place.directory(), place.directory(), artifacts));
            serves.add(start(Extent.SERVE, github, place.directory(), place.directory(), artifacts));
        }
        report.add(new GitHubRow("cold start, " + artifacts, Cost.ofAll(reads), target, naive));
        report.add(new GitHubRow(
                "cold start, " + artifacts + ", until all is served",
                Cost.ofAll(serves),
                Optional.empty(),
                nothing("it only reads")));
    }

    private static Cost start(Extent extent, MeasuredGitHub github, Path storeCache, Path gatewayCache, int artifacts)
            throws Exception {
        List<GatewayStart.Result> result = new ArrayList<>();
        Cost whole = github.measure(() ->
                result.add(GatewayStart.inProcess(extent, github.endpoint(), storeCache, gatewayCache, artifacts)));
        return whole.in(result.get(0));
    }

    private static Cost naiveStart(MeasuredGitHub github, NaiveGitHub naive, int artifacts) throws Exception {
        int[] returned = new int[1];
        Cost cost = github.measure(() -> returned[0] = naive.retrieveAll());
        return cost.remarked("returned " + returned[0] + " of " + artifacts
                + (returned[0] < artifacts ? ": GitHub lists no more of a folder, and it does not notice" : ""));
    }

    private void fill(MeasuredGitHub github, Path cache, int artifacts) throws Exception {
        try (OpenStore store = opened(github.openHasty(cache))) {
            for (int from = 0; from < artifacts; from += BATCH) {
                store.store().write(batch(from, Math.min(artifacts, from + BATCH), 0));
            }
        }
    }

    private void change(MeasuredGitHub github, Path cache, int changes, int edition) throws Exception {
        try (OpenStore store = opened(github.openHasty(cache))) {
            store.store().write(batch(0, changes, edition));
        }
    }

    private List<ArtifactWrite> batch(int from, int to, int edition) {
        List<ArtifactWrite> batch = new ArrayList<>();
        for (int number = from; number < to; number++) {
            batch.add(samples.write(number, edition));
        }
        return batch;
    }

    private void fillNaive(MeasuredGitHub github, int artifacts) {
        Map<String, byte[]> files = new HashMap<>();
        for (int number = 0; number < artifacts; number++) {
            files.put(
                    NaiveGitHub.path(samples.id(number)),
                    samples.document(number, 0).getBytes(StandardCharsets.UTF_8));
        }
        github.fake().repository().push("Fill", files);
    }

    private static int count(ArtifactStore store) throws Exception {
        int count = 0;
        try (ArtifactCursor cursor = store.snapshot(LABELS, store.head())) {
            while (cursor.next().isPresent()) {
                count++;
            }
        }
        return count;
    }

    private static OpenStore opened(GitHubStoreComponent store) {
        return new OpenStore(store, () -> {
            try {
                store.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
