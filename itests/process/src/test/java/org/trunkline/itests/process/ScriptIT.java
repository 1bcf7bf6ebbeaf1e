package org.trunkline.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** bin/trunkline.sh, as an operator uses it. */
class ScriptIT {

    private static final Pattern PASSWORD = Pattern.compile("with the password (\\S+)");

    @Test
    void startsANodeShowsItsFirstPasswordOnceLetsGoOfTheConsoleAndStopsIt() throws Exception {
        try (TestNode node = new TestNode("script")) {
            Path toml = node.base().resolve("repository/conf/deployment.toml");
            Files.writeString(toml, Files.readString(toml).replaceFirst("(?m)^password = .*$", ""));
            try {
                // Reads to the end of the output, which comes only if the node does not hold on to it.
                Output started = script(node, "start");

                assertEquals(0, started.status(), started.text());
                assertTrue(started.text().strip().endsWith("is ready."), started.text());
                Matcher password = PASSWORD.matcher(started.text());
                assertTrue(password.find(), started.text());
                assertEquals(200, node.get("/api/v1/status", password.group(1)).statusCode());
                assertFalse(isInAFile(node.base(), password.group(1)));

                Output again = script(node, "start");
                assertEquals(1, again.status());
                assertTrue(again.text().contains("already, as process "), again.text());
                assertEquals(0, script(node, "status").status());

                Output restarted = script(node, "restart");
                assertEquals(0, restarted.status(), restarted.text());
                assertFalse(PASSWORD.matcher(restarted.text()).find(), "the password is shown once");
                assertEquals(200, node.get("/api/v1/status", password.group(1)).statusCode());
            } finally {
                Output stopped = script(node, "stop");
                assertEquals(0, stopped.status(), stopped.text());
            }
            Output status = script(node, "status");
            assertEquals(1, status.status());
            assertEquals("No node runs from " + node.base() + ".", status.text().strip());
        }
    }

    @Test
    void saysAtTheConsoleWhyANodeDoesNotStart() throws Exception {
        try (TestNode node = new TestNode("script-refused")) {
            node.deployment("[prevew]\n");

            Output started = script(node, "start");

            assertEquals(1, started.status());
            assertTrue(started.text().contains("[prevew] is not known; did you mean 'preview'?"), started.text());
            assertTrue(started.text().contains("The node did not start."), started.text());
        }
    }

    @Test
    void refusesACommandOrAnOptionThatIsNone() throws Exception {
        try (TestNode node = new TestNode("script-usage")) {
            assertEquals(2, script(node, "begin").status());
            assertEquals(2, script(node, "start", "--profile=gateway").status());
            assertEquals(0, script(node, "help").status());
        }
    }

    private static boolean isInAFile(Path directory, String text) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Output script(TestNode node, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Distribution.script().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TRUNKLINE_BASE", node.base().toString());
        builder.environment().put("ADMIN_PASSWORD", TestNode.ADMIN_PASSWORD);
        builder.environment().remove("JAVA_OPTS");
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(TestNode.LIMIT.toSeconds(), TimeUnit.SECONDS), text);
        return new Output(process.exitValue(), text);
    }

    private record Output(int status, String text) {}
}
