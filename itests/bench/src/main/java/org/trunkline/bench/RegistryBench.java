package org.trunkline.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.trunkline.jdbc.DatabaseSettings;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceProperties;
import org.trunkline.registry.jdbc.JdbcRegistry;
import org.trunkline.registry.jdbc.JdbcRegistrySettings;

/**
 * Measures the registry on H2 in a file: small resources put, read, copied, moved and deleted as a tree; the same in a large
 * registry; and by many callers at once.
 */
final class RegistryBench {

    private static final int ROUNDS = 7;
    private static final RegistryPath TREE = RegistryPath.of("/bench/tree");
    private static final RegistryPath COPY = RegistryPath.of("/bench/copy");
    private static final RegistryPath MOVED = RegistryPath.of("/elsewhere/moved");

    /** Seconds for 1,000 resources; WSO2's own registry needs 1.3, 0.3, 1.0, 0.6 and 0.5 at best. */
    private static final Map<String, Double> TARGETS = Map.of(
            "put", 0.6, "get", 0.05, "copy of the tree", 0.15, "move of the tree", 0.02, "delete of the tree", 0.02);

    private static final double TARGET_PUT_NOT_DURABLE = 0.25;

    private final Options options;
    private final Consumer<String> progress;
    private final Random random;
    private final RegistryReport report = new RegistryReport();

    RegistryBench(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        this.random = new Random(options.seed());
    }

    RegistryReport run() throws Exception {
        report.circumstance("resources", options.artifacts() + " in each tree, in a large registry " + options.large());
        report.circumstance("rounds", Integer.toString(ROUNDS));
        report.circumstance("seed", Long.toString(options.seed()));
        try (Workplace workplace = new Workplace(options.directory())) {
            Machine.describe(report::circumstance, workplace.root());
            durable(workplace);
            notDurable(workplace);
        }
        return report;
    }

    private static JdbcRegistry open(Path directory, boolean durable) {
        DatabaseSettings database =
                DatabaseSettings.of(DatabaseType.H2, "jdbc:h2:" + directory.resolve("registry"), "bench", "");
        return new JdbcRegistry(
                JdbcRegistrySettings.of(database).durable(durable), type -> new OsgiDataSourceFactory(new Driver()));
    }

    private void durable(Workplace workplace) throws Exception {
        try (JdbcRegistry registry = open(workplace.directory(), true)) {
            rounds(registry, "H2, durable", options.artifacts() == 1_000 ? TARGETS : Map.of());
            callers(registry);
            progress.accept("fills a registry with " + options.large() + " resources");
            fill(registry);
            rounds(registry, "H2, durable, among " + options.large() + " other resources", Map.of());
        }
    }

    private void notDurable(Workplace workplace) throws Exception {
        try (JdbcRegistry registry = open(workplace.directory(), false)) {
            rounds(
                    registry,
                    "H2, which may lose the last half second",
                    options.artifacts() == 1_000 ? Map.of("put", TARGET_PUT_NOT_DURABLE) : Map.of());
        }
    }

    private void rounds(Registry registry, String section, Map<String, Double> targets) throws Exception {
        progress.accept(section);
        Map<String, Timings> all = new LinkedHashMap<>();
        // the first round warms the virtual machine
        for (int round = -1; round < ROUNDS; round++) {
            Map<String, Timings> into = round < 0 ? new LinkedHashMap<>() : all;
            List<RegistryPath> paths = paths(TREE);
            measure(into, "put", () -> putAll(registry, paths));
            measure(into, "get", () -> getAll(registry, paths));
            measure(into, "copy of the tree", () -> registry.copy(TREE, COPY));
            measure(into, "move of the tree", () -> registry.move(COPY, MOVED));
            measure(into, "delete of the tree", () -> registry.delete(MOVED));
            registry.delete(TREE);
        }
        all.forEach((subject, timings) -> report.add(
                section,
                subject,
                timings.medianMillis() / 1000,
                targets.containsKey(subject) ? OptionalDouble.of(targets.get(subject)) : OptionalDouble.empty()));
    }

    private static void measure(Map<String, Timings> all, String subject, Timings.Step step) throws Exception {
        all.computeIfAbsent(subject, name -> new Timings()).measure(step);
    }

    private List<RegistryPath> paths(RegistryPath tree) {
        List<RegistryPath> paths = new ArrayList<>();
        for (int i = 0; i < options.artifacts(); i++) {
            paths.add(tree.child("resource-" + i));
        }
        return paths;
    }

    private void putAll(Registry registry, List<RegistryPath> paths) throws RegistryException {
        for (RegistryPath path : paths) {
            registry.put(path, draft());
        }
    }

    /** Some hundred bytes, each time other ones: else the content would be there already. */
    private ResourceDraft draft() {
        long number = random.nextLong();
        byte[] content = ("<resource number='" + number + "'>" + "some content ".repeat(20) + "</resource>")
                .getBytes(StandardCharsets.UTF_8);
        return ResourceDraft.resource()
                .mediaType("application/xml")
                .properties(ResourceProperties.NONE.with("number", Long.toString(number)))
                .content(ResourceContent.of(content));
    }

    /** With the content, as WSO2's registry gives it. */
    private static void getAll(Registry registry, List<RegistryPath> paths) throws RegistryException, IOException {
        for (RegistryPath path : paths) {
            registry.get(path);
            try (InputStream content = registry.content(path)) {
                content.readAllBytes();
            }
        }
    }

    private void fill(Registry registry) throws RegistryException {
        for (int done = 0; done < options.large(); done += 1_000) {
            try (RegistryTransaction transaction = registry.begin()) {
                RegistryPath collection = RegistryPath.of("/filled/collection-" + done);
                for (int i = 0; i < Math.min(1_000, options.large() - done); i++) {
                    registry.put(collection.child("resource-" + i), draft());
                }
                transaction.commit();
            }
        }
    }

    private void callers(Registry registry) throws Exception {
        int callers = options.saves();
        String section = "H2, durable, " + callers + " callers at once, " + options.artifacts() + " each";
        progress.accept(section);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            Timings puts = new Timings();
            Timings gets = new Timings();
            for (int round = 0; round < 3; round++) {
                List<Callable<Void>> putting = new ArrayList<>();
                List<Callable<Void>> getting = new ArrayList<>();
                for (int caller = 0; caller < callers; caller++) {
                    List<RegistryPath> paths = paths(RegistryPath.of("/callers/" + caller));
                    putting.add(() -> {
                        putAll(registry, paths);
                        return null;
                    });
                    getting.add(() -> {
                        getAll(registry, paths);
                        return null;
                    });
                }
                puts.measure(() -> finish(threads.invokeAll(putting)));
                gets.measure(() -> finish(threads.invokeAll(getting)));
                registry.delete(RegistryPath.of("/callers"));
            }
            report.add(section, "put", puts.medianMillis() / 1000, OptionalDouble.empty());
            report.add(section, "get", gets.medianMillis() / 1000, OptionalDouble.empty());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void finish(List<Future<Void>> all) throws Exception {
        for (Future<Void> one : all) {
            one.get();
        }
    }
}
