package org.trunkline.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.cli.CommandRunner;
import org.trunkline.cli.CommandRunner.Outcome;

/** What the demo says when a step does not happen. */
class DemoFailureTest {

    private static final Pattern FOLDER = Pattern.compile("(/\\S*trunkline-demo-\\d+)");

    @TempDir
    private Path home;

    @Test
    void aNodeThatEndsIsReportedWithItsLastWordsAndTheLogsAreKept() throws Exception {
        var outcome = demo("echo 'deployment.toml: there is no key managment'; exit 7");

        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("Step 2 did not happen: Start a publisher."), outcome.err());
        assertTrue(outcome.err().contains("its process ended with status 7"), outcome.err());
        assertTrue(outcome.err().contains("there is no key managment"), outcome.err());
        assertTrue(outcome.out().contains("1. Start a back end"), outcome.out());
        var folder = folderNamedIn(outcome.err());
        assertTrue(Files.exists(folder.resolve("publisher/console.log")));
        delete(folder);
    }

    @Test
    void aScriptGetsTheSameAsJson() throws Exception {
        var outcome = demo("exit 1", "--json");

        var result = JsonParser.parseString(outcome.out()).getAsJsonObject();
        assertFalse(result.get("passed").getAsBoolean());
        assertEquals(2, result.getAsJsonArray("steps").size());
        delete(folderNamedIn(outcome.err()));
    }

    @Test
    void withoutAnInstallationItSaysWhatIsMissing() {
        var outcome = new CommandRunner().withHome(home).run("demo");

        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains(home.resolve("bin/trunkline.sh") + " is missing"), outcome.err());
    }

    /** An installation whose nodes do nothing but this. */
    private Outcome demo(String script, String... options) throws IOException {
        Files.createDirectories(home.resolve("samples"));
        var launcher = Files.createDirectories(home.resolve("bin")).resolve("trunkline.sh");
        Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        var arguments = new String[options.length + 1];
        arguments[0] = "demo";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return new CommandRunner().withHome(home).run(arguments);
    }

    private static Path folderNamedIn(String text) {
        var matcher = FOLDER.matcher(text);
        assertTrue(matcher.find(), text);
        return Path.of(matcher.group(1));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a))
                    .forEach(file -> assertTrue(file.toFile().delete(), file.toString()));
        }
    }
}
