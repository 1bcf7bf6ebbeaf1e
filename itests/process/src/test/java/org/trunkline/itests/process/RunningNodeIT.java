package org.trunkline.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One node through its life. The order is that of a day: each test leaves the node running. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunningNodeIT {

    private static final String STORE_PASSWORD = "Secret-of-the-store-0815";

    private static TestNode node;

    @BeforeAll
    static void startANodeOfEverything() throws Exception {
        Path secret = Path.of(System.getProperty("trunkline.itest.dir"))
                .toAbsolutePath()
                .resolve("store.secret");
        Files.createDirectories(secret.getParent());
        Files.writeString(secret, STORE_PASSWORD + "\n");
        node = new TestNode("running").deployment("""
                        [apim.sync_runtime_artifacts.publisher]
                        artifact_saver = "DBSaver"
                        publish_directly_to_gateway = "false"
                        [database.sync_runtime_artifacts_db]
                        password = "$file{%s}"
                        """.formatted(secret)).start();
    }

    @AfterAll
    static void end() {
        node.close();
    }

    @Test
    @Order(1)
    void hasNoProblemAndSaysWhatHasNoEffect() throws Exception {
        assertEquals(200, node.get("/health/live").statusCode());
        assertEquals("all", node.status().getAsJsonObject("node").get("profile").getAsString());
        assertTrue(
                node.status().toString().contains("publish_directly_to_gateway"),
                node.status().toString());
        assertFalse(
                node.status().toString().contains("waits for"), node.status().toString());
    }

    @Test
    @Order(2)
    void servesWhatIsPublishedAndWhatReplacesIt() throws Exception {
        assertEquals(201, node.publish(HelloApi.answering("hello-1", "first")).statusCode());
        awaitAnswer("first");

        assertEquals(201, node.publish(HelloApi.answering("hello-1", "second")).statusCode());
        awaitAnswer("second");
    }

    @Test
    @Order(3)
    void refusesAWrongPasswordAndNone() throws Exception {
        HttpResponse<String> refused = node.get("/api/v1/status", "mistaken-4711");

        assertEquals(401, refused.statusCode());
        assertTrue(refused.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json"));
        assertFalse(refused.body().contains("mistaken-4711"), refused.body());
    }

    @Test
    @Order(4)
    void keepsASecondNodeOutOfItsBaseDirectory() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Distribution.script().toString(), "run")
                .redirectErrorStream(true)
                .redirectOutput(node.base().resolve("second.console").toFile());
        builder.environment().put("TRUNKLINE_BASE", node.base().toString());
        assertEquals(1, builder.start().onExit().get().exitValue());
        assertEquals(
                "ERROR: A node runs from " + node.base() + " already, as process "
                        + node.process().pid()
                        + ". Stop it first, or give this one a base directory of its own in TRUNKLINE_BASE.",
                Files.readString(node.base().resolve("second.console")).strip());
        assertEquals(200, node.get("/health/live").statusCode());
    }

    @Test
    @Order(5)
    void servesAgainAfterAKill() throws Exception {
        node.kill();

        node.start();

        awaitAnswer("second");
        assertEquals(200, node.get("/api/v1/artifacts/hello-1").statusCode());
    }

    @Test
    @Order(6)
    void leavesNoSecretOnTheDisk() throws Exception {
        List<Path> telling = new ArrayList<>();
        try (Stream<Path> files = Files.walk(node.base())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (holds(file, TestNode.ADMIN_PASSWORD) || holds(file, STORE_PASSWORD)) {
                    telling.add(file);
                }
            }
        }
        assertEquals(List.of(), telling);
        assertFalse(node.console().contains(TestNode.ADMIN_PASSWORD));
        assertFalse(node.console().contains(STORE_PASSWORD));
    }

    private static boolean holds(Path file, String secret) throws IOException {
        try {
            byte[] content = Files.readAllBytes(file);
            return new String(content, StandardCharsets.ISO_8859_1).contains(secret)
                    || new String(content, StandardCharsets.UTF_16BE).contains(secret);
        } catch (java.nio.file.NoSuchFileException e) {
            // Gone since the walk: a node at work makes and deletes files.
            return false;
        }
    }

    @Test
    @Order(7)
    void endsWithStatusZeroWhenItIsTold() throws Exception {
        int status = node.stop();

        assertEquals(0, status, node.console());
        assertFalse(Files.exists(node.base().resolve("repository/run/node.json")));
        assertEquals("", Files.readString(node.base().resolve("repository/run/node.pid")));
    }

    private static void awaitAnswer(String answer) throws Exception {
        Await.until("the gateway answers '" + answer + "'", TestNode.LIMIT, () -> {
            HttpResponse<String> response = node.call("/hello/1.0.0/x");
            return response.statusCode() == 200 && response.body().contains('"' + answer + '"');
        });
    }
}
