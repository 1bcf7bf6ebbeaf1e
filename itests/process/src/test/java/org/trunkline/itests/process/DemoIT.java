package org.trunkline.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** bin/trunkline demo: the first thing that a newcomer runs. */
class DemoIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** The demo's own temporary directory, so that what it leaves is seen. */
    private Path temporary;

    @BeforeEach
    void makeTemporaryDirectory() throws IOException {
        temporary = Path.of(System.getProperty("trunkline.itest.dir"))
                .toAbsolutePath()
                .resolve("demo");
        Distribution.delete(temporary);
        Files.createDirectories(temporary);
    }

    @Test
    void publishesUpdatesRemovesRestartsAndLeavesNothing() throws Exception {
        everyStepHappens(14, "--json");
    }

    @Test
    void doesTheSameOverABranchOnGitHub() throws Exception {
        everyStepHappens(15, "--json", "--store", "github");
    }

    private void everyStepHappens(int steps, String... options) throws Exception {
        Process demo = demo(options);
        String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(demo.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "the demo did not end");
        assertEquals(0, demo.exitValue(), this::said);
        JsonObject result = JsonParser.parseString(out).getAsJsonObject();
        assertTrue(result.get("passed").getAsBoolean(), out);
        assertEquals(steps, result.getAsJsonArray("steps").size(), out);
        for (JsonElement step : result.getAsJsonArray("steps")) {
            assertTrue(step.getAsJsonObject().get("done").getAsBoolean(), out);
        }
        assertEquals(List.of(), leftOver());
    }

    @Test
    void leavesNothingWhenASignalEndsIt() throws Exception {
        Process demo = demo();
        try {
            Await.until("a node runs", LIMIT, () -> anyNodeRuns() || !demo.isAlive());

            demo.destroy();

            assertTrue(demo.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "the demo did not end");
            assertEquals(128 + 15, demo.exitValue(), this::said);
            assertEquals(List.of(), leftOver());
        } finally {
            demo.destroyForcibly();
        }
    }

    private Process demo(String... options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                        Stream.of(Distribution.home().resolve("bin/trunkline").toString(), "demo"), Stream.of(options))
                .toList());
        builder.environment().put("TRUNKLINE_CLI_OPTS", "-Djava.io.tmpdir=" + temporary);
        builder.environment().put("TRUNKLINE_GITHUB_FAKE", System.getProperty("trunkline.itest.github"));
        builder.redirectError(log().toFile());
        if (options.length == 0) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        return builder.start();
    }

    private boolean anyNodeRuns() throws IOException {
        try (Stream<Path> files = Files.find(temporary, 5, (path, a) -> path.endsWith("repository/run/node.json"))) {
            return files.findAny().isPresent();
        } catch (UncheckedIOException e) {
            return false; // a node that is just starting makes and deletes files
        }
    }

    /** Folders and processes of the demo; the nodes name their base directory in their command lines. */
    private List<String> leftOver() throws IOException {
        try (Stream<Path> folders = Files.list(temporary)) {
            return Stream.concat(
                            folders.map(Path::toString).filter(name -> name.contains("trunkline-demo-")),
                            ProcessHandle.allProcesses()
                                    .map(process -> process.info().commandLine().orElse(""))
                                    .filter(command -> command.contains(temporary + "/")))
                    .toList();
        }
    }

    private Path log() {
        return temporary.resolve("demo.err");
    }

    private String said() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return "(" + log() + " cannot be read: " + e + ")";
        }
    }
}
