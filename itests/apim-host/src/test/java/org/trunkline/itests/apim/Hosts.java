package org.trunkline.itests.apim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** The hosts of a test. They end with it; when it fails, what they logged is part of the failure. */
final class Hosts implements AfterEachCallback, TestExecutionExceptionHandler {

    private final List<ApimHost> hosts = new ArrayList<>();

    /** A host that is not started yet, with a home of its own. */
    ApimHost create(String version) throws IOException {
        Path parent = Files.createDirectories(Path.of(System.getProperty("trunkline.itest.dir"), "nodes"));
        ApimHost host = new ApimHost(version, Files.createTempDirectory(parent, "node"));
        hosts.add(host);
        return host;
    }

    /** What all of them logged so far. */
    String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        for (ApimHost host : hosts) {
            logs.append("\n\n--- log of ")
                    .append(host.home().getFileName())
                    .append(" ---\n")
                    .append(host.log());
        }
        return logs.toString();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) {
            throw failure;
        }
        throw new AssertionError(failure + logs(), failure);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        for (ApimHost host : hosts) {
            host.close();
            try (Stream<Path> files = Files.walk(host.home())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        hosts.clear();
    }
}
