package org.trunkline.rest.internal;

import com.google.gson.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.github.fake.Identity;
import org.trunkline.store.github.internal.OpenGitHubStore;
import org.trunkline.sync.ArtifactStore;

/** A GitHub with one repository, and stores of nodes on it, each with a cache of its own. */
final class GitHubHost implements Closeable {

    static final String TOKEN = "writer-secret";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final GitHubFake github;
    private final Path folder;
    private int stores;

    GitHubHost(GitHubFake.Builder builder) throws IOException {
        github = builder.unchecked().token(TOKEN, Identity.writer("pub")).start();
        folder = Files.createTempDirectory("github-host");
    }

    /** A store with the settings of a node, without the waiting. */
    OpenGitHubStore open(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "endpoint",
                github.endpoint().toString(),
                "repository",
                "acme/artifacts",
                "_token",
                TOKEN,
                "cache_directory",
                folder.resolve("cache-" + stores++).toString(),
                "write_interval",
                0L,
                "coalesce",
                0L,
                "poll_interval",
                Duration.ofHours(1).toMillis()));
        all.putAll(more);
        return new OpenGitHubStore(all);
    }

    /** Makes it the store of a node, until the node stops. */
    ArtifactStore serve(TestNode node) {
        return serve(node, Map.of());
    }

    ArtifactStore serve(TestNode node, Map<String, Object> more) {
        OpenGitHubStore open = open(more);
        node.closeAtTheEnd(open);
        node.use("github", open.store());
        node.parts.bindGitHub(open.store());
        return open.store();
    }

    /** Commits one file as a person would, past any store. */
    void commit(String message, String path, String content) throws Exception {
        JsonObject body = new JsonObject();
        body.addProperty("message", message);
        body.addProperty("content", Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)));
        URI file = URI.create(github.endpoint() + "/repos/acme/artifacts/contents/" + path);
        HttpResponse<String> reply = HTTP.send(
                HttpRequest.newBuilder(file)
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("User-Agent", "a person")
                        .header("Accept", "application/vnd.github+json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != 201) {
            throw new IOException(reply.statusCode() + " " + reply.body());
        }
    }

    @Override
    public void close() throws IOException {
        github.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
