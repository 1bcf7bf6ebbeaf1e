package org.trunkline.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A disk that has no room, which a small file system in memory is. It takes the right to mount one. */
class FullDiskIT {

    @Test
    void refusesToPublishKeepsWhatItHasAndGoesOnWhenThereIsRoom() throws Exception {
        try (TestNode node = new TestNode("full-disk")) {
            node.deployment("[apim.sync_runtime_artifacts.publisher]\n");
            Path database = Files.createDirectories(node.base().resolve("repository/database"));
            boolean mounted = mountSmallDisk(database);
            if (!mounted) {
                System.out.println("FullDiskIT is skipped: a file system in memory cannot be mounted here");
            }
            assumeTrue(mounted);
            try {
                node.start();
                assertEquals(
                        201, node.publish(HelloApi.answering("kept", "kept")).statusCode());
                Path filler = database.resolve("filler");
                fill(filler);

                HttpResponse<String> refused = node.publish(HelloApi.answering("too-much", "x".repeat(2_000_000)));

                assertTrue(refused.statusCode() >= 500, refused.statusCode() + " " + refused.body());
                assertTrue(
                        refused.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json"),
                        refused.body());
                Files.delete(filler);
                Await.until(
                        "publishing works again",
                        TestNode.LIMIT,
                        () -> node.publish(HelloApi.answering("later", "later")).statusCode() == 201);
                assertEquals(200, node.get("/api/v1/artifacts/kept").statusCode());
                assertEquals(404, node.get("/api/v1/artifacts/too-much").statusCode());
                assertEquals(0, node.stop(), node.console());

                node.start();
                assertEquals(200, node.get("/api/v1/artifacts/kept").statusCode());
                assertEquals(200, node.get("/api/v1/artifacts/later").statusCode());
            } finally {
                node.kill();
                new ProcessBuilder("umount", database.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
            }
        }
    }

    private static boolean mountSmallDisk(Path directory) throws InterruptedException {
        try {
            return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", directory.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void fill(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = new byte[4096];
            for (int i = 0; i < 1 << 16; i++) {
                out.write(block);
            }
            throw new AssertionError("the disk is not small");
        } catch (IOException e) {
            assertTrue(file.toFile().length() > 0, "that it is full is what was wanted");
        }
    }
}
