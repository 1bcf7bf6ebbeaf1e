package org.trunkline.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line: {@code bench sync|github|registry [--json] ...}. Exit status 0: measured; 1: could not; 2: wrong usage. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) {
        // the table is the output: what nodes log at INFO would come between its lines
        Logger.getLogger("").setLevel(Level.WARNING);
        // otherwise the JDK's server waits 40 ms for an acknowledgement between the head and the body of each answer
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.err.println(Options.USAGE);
            return 2;
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Consumer<String> progress = said -> System.err.println("bench: " + said);
            out.print(
                    switch (options.subject()) {
                        case SYNC -> {
                            Report report = new SyncBench(options, progress).run();
                            yield options.json() ? report.toJson() : report.toTable();
                        }
                        case REGISTRY -> {
                            RegistryReport report = new RegistryBench(options, progress).run();
                            yield options.json() ? report.toJson() : report.toTable();
                        }
                        case GITHUB -> {
                            GitHubReport report = new GitHubBench(options, progress).run();
                            yield options.json() ? report.toJson() : report.toTable();
                        }
                    });
            return 0;
        } catch (Exception e) {
            // the edge of the program: whoever started it wants to know what stopped it
            e.printStackTrace();
            return 1;
        }
    }
}
