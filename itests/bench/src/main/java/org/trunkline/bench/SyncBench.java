package org.trunkline.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.carbon.internal.own.GatewayLabels;
import org.trunkline.sync.carbon.internal.own.Retries;
import org.trunkline.sync.carbon.internal.own.RetrieverSettings;
import org.trunkline.sync.carbon.internal.own.StoreArtifactRetriever;
import org.trunkline.sync.carbon.internal.own.StoreArtifactSaver;
import org.trunkline.sync.event.LocalEventChannel;
import org.trunkline.sync.publish.StoreSink;

/** Everything about artifacts on their way to a gateway, measured one after the other on one thread. */
final class SyncBench {

    /** Enough for the compiler to have seen each path; the order of the subjects then matters less. */
    private static final int WARM_UP = 1_500;

    private static final int READ_ALL = 7;
    private static final int COLD_STARTS = 3;
    private static final int BATCH = 100;
    private static final long MAX_ARTIFACT = 64L << 20;

    private final Options options;
    private final int warmUp;
    private final Consumer<String> progress;
    private final SampleApis samples;
    private final Report report = new Report();

    SyncBench(Options options, Consumer<String> progress) throws Exception {
        this(options, progress, WARM_UP);
    }

    /** @param warmUp how many artifacts are saved and read before anything counts */
    SyncBench(Options options, Consumer<String> progress, int warmUp) throws Exception {
        this.options = options;
        this.warmUp = warmUp;
        this.progress = progress;
        this.samples = new SampleApis(options.seed());
    }

    Report run() throws Exception {
        try (Workplace place = new Workplace(options.directory())) {
            report.circumstance(
                    "taken at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            Machine.describe(report::circumstance, place.root());
            report.circumstance("seed", Long.toString(options.seed()));
            report.circumstance("artifacts", SampleApis.BYTES + " bytes each, on one label");
            report.add(Figure.of("disk: write 40 kB and force it", "file", Machine.forcedWrites(place.directory())));

            progress.accept("warming up");
            saveAndReadWso2(place, warmUp, false);
            for (StoreKind kind : StoreKind.values()) {
                saveAndRead(kind, place, warmUp, false);
            }
            progress.accept(Wso2Statements.NAME);
            saveAndReadWso2(place, options.artifacts(), true);
            for (StoreKind kind : StoreKind.values()) {
                progress.accept(kind + ": save and read");
                saveAndRead(kind, place, options.artifacts(), true);
            }
            for (StoreKind kind : List.of(StoreKind.H2_DURABLE, StoreKind.FILE, StoreKind.REMOTE)) {
                progress.accept(kind + ": publish to served");
                publishToServed(kind, place);
            }
            for (StoreKind kind : List.of(StoreKind.H2_DURABLE, StoreKind.FILE, StoreKind.REMOTE)) {
                coldStart(kind, place, options.artifacts(), false);
                coldStart(kind, place, options.large(), kind == StoreKind.H2_DURABLE);
            }
        }
        report.sort();
        report.note(
                "\"not durable\" is H2's default: a crash may cost the last half second. Durable is fsync at every write.");
        report.note("WSO2's statements are its SQL alone, without the check of the JSON and the HTTP call around it;"
                + " ratios are of medians, taken in this run.");
        report.note(
                "Cold start and publish-to-served: reconcile loop, cache on disk (durable) and the gateway's deployer,"
                        + " without its HTTP front. Poll interval " + GatewayRun.POLL_INTERVAL.toSeconds()
                        + " s; what comes first is the store's own hint, over HTTPS a long poll.");
        report.note("store-remote includes the publisher's end and its store, in the same JVM.");
        return report;
    }

    private String save() {
        return "save " + options.artifacts() + " new artifacts, each";
    }

    private String retrieve() {
        return "retrieveArtifact, each of " + options.artifacts();
    }

    private String retrieveAll() {
        return "retrieveAllArtifacts, all " + options.artifacts() + " at once";
    }

    private void saveAndReadWso2(Workplace place, int artifacts, boolean counted) throws Exception {
        try (Wso2Statements wso2 = new Wso2Statements(place.directory())) {
            Timings saves = new Timings();
            Timings reads = new Timings();
            Timings all = new Timings();
            for (int i = 0; i < artifacts; i++) {
                String id = samples.id(i);
                String name = samples.name(i);
                String document = samples.document(i, 0);
                saves.measure(() -> wso2.save(id, name, document, SampleApis.LABEL));
            }
            for (int i = 0; i < artifacts; i++) {
                String id = samples.id(i);
                reads.measure(() -> requireWhole(wso2.retrieveArtifact(id, SampleApis.LABEL)));
            }
            for (int i = 0; i < READ_ALL; i++) {
                all.measure(() -> requireAll(artifacts, wso2.retrieveAllArtifacts(SampleApis.LABEL)));
            }
            if (counted) {
                report.add(Figure.of(save(), Wso2Statements.NAME, saves));
                report.add(Figure.of(retrieve(), Wso2Statements.NAME, reads));
                report.add(Figure.of(retrieveAll(), Wso2Statements.NAME, all));
            }
        }
    }

    private void saveAndRead(StoreKind kind, Workplace place, int artifacts, boolean counted) throws Exception {
        try (OpenStore open = kind.open(place.directory());
                LocalEventChannel events = new LocalEventChannel()) {
            ArtifactStore store = open.store();
            Retries retries = new Retries();
            StoreArtifactSaver saver = new StoreArtifactSaver(
                    "DBSaver", new StoreSink("DBSaver", store, events, MAX_ARTIFACT), store, retries, MAX_ARTIFACT);
            RetrieverSettings settings = new RetrieverSettings(
                    new GatewayLabels(List.of(SampleApis.LABEL)), Duration.ofSeconds(15), Duration.ZERO);
            StoreArtifactRetriever retriever = new StoreArtifactRetriever("DBRetriever", store, settings, retries);
            Timings saves = new Timings();
            Timings published = new Timings();
            Timings reads = new Timings();
            Timings all = new Timings();
            for (int i = 0; i < artifacts; i++) {
                ArtifactWrite write = samples.write(i, 0);
                saves.measure(() -> store.write(List.of(write)));
            }
            for (int i = 0; i < artifacts; i++) {
                String id = samples.id(i);
                reads.measure(() -> requireWhole(retriever.retrieveArtifact(id, SampleApis.LABEL, "Publish")));
            }
            for (int i = 0; i < READ_ALL; i++) {
                all.measure(() -> requireAll(artifacts, retriever.retrieveAllArtifacts(SampleApis.LABEL)));
            }
            for (int i = 0; i < artifacts; i++) {
                String document = samples.document(i, 1);
                published.measure(() -> saver.saveArtifact(document, SampleApis.LABEL, "Publish"));
            }
            if (counted) {
                report.add(Figure.of(save(), kind.toString(), saves));
                report.add(Figure.of(retrieve(), kind.toString(), reads));
                report.add(Figure.of(retrieveAll(), kind.toString(), all));
                report.add(Figure.of(
                        "saveArtifact of a new edition, each: the document is checked in full, and announced",
                        kind.toString(),
                        published));
            }
        }
    }

    private static void requireWhole(String document) {
        if (document.length() != SampleApis.BYTES) {
            throw new IllegalStateException("An artifact of " + document.length() + " characters came back");
        }
    }

    private static void requireAll(int expected, List<String> documents) {
        if (documents.size() != expected) {
            throw new IllegalStateException(documents.size() + " of " + expected + " artifacts came back");
        }
    }

    private void publishToServed(StoreKind kind, Workplace place) throws Exception {
        try (OpenStore open = kind.open(place.directory());
                LocalEventChannel events = new LocalEventChannel();
                GatewayRun gateway = new GatewayRun(open.store(), new NoEvents(), place.directory())) {
            StoreSink sink = new StoreSink("DBSaver", open.store(), events, MAX_ARTIFACT);
            gateway.start(0);
            Timings timings = new Timings();
            for (int i = 0; i < options.saves(); i++) {
                ArtifactWrite write = samples.write(i, 0);
                CountDownLatch served = gateway.whenServed(write.body().sha256());
                timings.measure(() -> {
                    sink.publish(List.of(write));
                    GatewayRun.await(served);
                });
            }
            report.add(Figure.of("publish to served", kind.toString(), timings));
        }
    }

    private void coldStart(StoreKind kind, Workplace place, int artifacts, boolean measureHeap) throws Exception {
        progress.accept(kind + ": cold start with " + artifacts);
        Path directory = place.directory();
        try (OpenStore open = kind.open(directory)) {
            fill(open.store(), artifacts);
        }
        Timings first = new Timings();
        Timings again = new Timings();
        for (int i = 0; i < COLD_STARTS; i++) {
            Path cache = place.directory();
            long before = Heap.used();
            start(kind, directory, cache, artifacts, first, measureHeap && i == COLD_STARTS - 1 ? before : -1);
            start(kind, directory, cache, artifacts, again, -1);
        }
        report.add(Figure.of("cold start with " + artifacts + ", nothing cached", kind.toString(), first));
        report.add(Figure.of("restart with " + artifacts + ", all of it cached", kind.toString(), again));
    }

    private void fill(ArtifactStore store, int artifacts) throws Exception {
        List<ArtifactWrite> batch = new ArrayList<>();
        for (int i = 0; i < artifacts; i++) {
            batch.add(samples.write(i, 0));
            if (batch.size() == BATCH || i == artifacts - 1) {
                store.write(batch);
                batch.clear();
            }
        }
    }

    /** @param heapBefore what was in use before, or negative if the heap is not asked for */
    private void start(StoreKind kind, Path directory, Path cache, int artifacts, Timings timings, long heapBefore)
            throws Exception {
        long begin = System.nanoTime();
        try (OpenStore open = kind.open(directory);
                GatewayRun gateway = new GatewayRun(open.store(), new NoEvents(), cache)) {
            gateway.start(artifacts);
            timings.add(System.nanoTime() - begin);
            if (heapBefore >= 0) {
                report.add(Figure.megabytes(
                        "heap in use by a gateway with " + artifacts + " APIs and the open store",
                        kind.toString(),
                        (Heap.used() - heapBefore) / 1e6));
            }
        }
    }
}
