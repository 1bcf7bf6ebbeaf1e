package org.trunkline.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs a node until it is told to stop. Exit status 0: it was stopped; 1: it could not start or not stop, the console says why. */
public final class Main {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(new Main(System.out, System.err).run());
    }

    private int run() {
        try {
            LaunchSettings settings = LaunchSettings.from(System.getProperties(), System.getenv());
            NodeDirectories directories = new NodeDirectories(settings.home(), settings.base());
            directories.create();
            List<String> features =
                    Profiles.read(directories.conf("profiles.properties")).features(settings.profile());
            // For logback.xml, which can use system properties and nothing else.
            System.setProperty("trunkline.logs", directories.logs().toString());
            NodeLock lock = NodeLock.take(directories);
            try {
                return run(settings, directories, features);
            } finally {
                release(lock);
            }
        } catch (LaunchException e) {
            err.println("ERROR: " + e.getMessage());
            return 1;
        }
    }

    private int run(LaunchSettings settings, NodeDirectories directories, List<String> features)
            throws LaunchException {
        LaunchProblems problems = new LaunchProblems();
        NodeFramework framework =
                NodeFramework.create(FrameworkProperties.of(settings, directories, features), problems);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOnSignal(framework), "trunkline-stop"));
        try {
            framework.install(directories, features);
            framework.start();
            announce(settings, framework, problems.get());
            framework.awaitEnd();
            return 0;
        } catch (LaunchException e) {
            err.println("ERROR: " + e.getMessage());
            framework.stop(STOP_LIMIT);
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            framework.stop(STOP_LIMIT);
            return 1;
        }
    }

    private void announce(LaunchSettings settings, NodeFramework framework, Map<String, String> problems) {
        problems.forEach((subject, reason) -> err.println("WARNING: " + subject + " " + reason));
        Duration sinceStart = Duration.ofMillis(System.currentTimeMillis()
                - ProcessHandle.current()
                        .info()
                        .startInstant()
                        .map(java.time.Instant::toEpochMilli)
                        .orElse(System.currentTimeMillis()));
        out.println("Trunkline started: profile " + settings.profile() + ", " + framework.bundleCount() + " bundles, "
                + problems.size() + " with a problem, " + sinceStart.toMillis() + " ms");
        if (settings.detached()) {
            // Whoever called may wait for the end of these streams. The JDK leaves /dev/null in their place.
            out.close();
            err.close();
        }
    }

    /**
     * SIGTERM and Ctrl-C are how a node is meant to be stopped, so they end it with status 0 and not with the JVM's 143 or
     * 130. Only halting can say that from here.
     */
    private void stopOnSignal(NodeFramework framework) {
        if (framework.isEnded()) {
            return;
        }
        try {
            framework.stop(STOP_LIMIT);
            Runtime.getRuntime().halt(0);
        } catch (LaunchException e) {
            err.println("ERROR: " + e.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }

    private void release(NodeLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            err.println("WARNING: the lock of the base directory was not released: " + e);
        }
    }
}
