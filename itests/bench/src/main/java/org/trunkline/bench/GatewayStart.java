package org.trunkline.bench;

import com.google.gson.Gson;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.trunkline.store.github.internal.GitHubStoreComponent;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;

/**
 * The start of a gateway over the GitHub store, in a process of its own with a small heap: nothing of the fake or of the
 * measuring lies in it, and its code is as cold as that of a gateway that has just started.
 */
final class GatewayStart {

    static final String HEAP = "-Xmx256m";

    private static final Logger ROOT = Logger.getLogger("");

    private GatewayStart() {}

    /** How far a start goes. */
    enum Extent {
        /** Every artifact has been read from GitHub. */
        READ,
        /** Every artifact is deployed, and in the gateway's own cache. */
        SERVE
    }

    /**
     * What the process says of itself.
     *
     * @param millis from the moment that Java ran
     * @param cpuMillis of all its threads until then, the start of Java and its compiler included
     * @param heapMegabytes in use in the end
     */
    record Result(double millis, double cpuMillis, double heapMegabytes) {}

    /** Starts a gateway in a new process, and ends it. */
    static Result inProcess(Extent extent, String endpoint, Path storeCache, Path gatewayCache, int expected)
            throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayStart.class.getName(),
                        extent.name(),
                        endpoint,
                        storeCache.toString(),
                        gatewayCache.toString(),
                        Integer.toString(expected)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(
                    "The gateway with " + HEAP + " ended with status " + process.exitValue() + ": " + said);
        }
        // options of the environment make Java itself say things first
        return new Gson().fromJson(said.substring(said.lastIndexOf('{')), Result.class);
    }

    public static void main(String[] arguments) throws Exception {
        ROOT.setLevel(Level.WARNING);
        long begun = System.nanoTime();
        int expected = Integer.parseInt(arguments[4]);
        GitHubStoreComponent store = MeasuredGitHub.open(arguments[1], Path.of(arguments[2]), Map.of());
        try {
            if (Extent.valueOf(arguments[0]) == Extent.READ) {
                read(store, expected);
                report(begun);
            } else {
                try (GatewayRun gateway = new GatewayRun(store, new NoEvents(), Path.of(arguments[3]))) {
                    gateway.start(expected);
                    report(begun);
                }
            }
        } finally {
            store.close();
        }
    }

    private static void read(ArtifactStore store, int expected) throws ArtifactStoreException {
        int read = 0;
        try (ArtifactCursor cursor = store.snapshot(Set.of(SampleApis.LABEL), store.head())) {
            for (var entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                read += entry.get().artifact().body().size() == SampleApis.BYTES ? 1 : 0;
            }
        }
        if (read != expected) {
            throw new IllegalStateException(read + " of " + expected + " artifacts came from GitHub");
        }
    }

    private static void report(long begun) {
        double millis = (System.nanoTime() - begun) / 1e6;
        double cpu =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e6;
        System.out.println(new Gson().toJson(new Result(millis, cpu, Heap.used() / 1e6)));
    }
}
