package org.trunkline.cli.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.trunkline.cli.demo.Patience.Sight;

/**
 * A stand-in for GitHub: a process on this machine with GitHub's API over a real git repository. It can be stopped and
 * started again at the same address with what it holds.
 */
final class GitHubStandIn {

    static final String REPOSITORY = "acme/gateway-artifacts";

    private static final String LISTENING = "listening at ";
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

    private final DemoPlace place;
    private final Path jar;
    private final String writer = RandomPassword.next();
    private final String reader = RandomPassword.next();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CALL_LIMIT)
            .build();

    private Process process;
    private URI address;

    /** @param jar the program, which java -jar runs */
    GitHubStandIn(DemoPlace place, Path jar) {
        this.place = place;
        this.jar = jar;
    }

    /** The token that may write. */
    String writer() {
        return writer;
    }

    /** The token that may only read. */
    String reader() {
        return reader;
    }

    URI address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    /** Where the git repository lies on the disk. */
    Path repository() {
        return folder().resolve("repository.git");
    }

    void start() throws StepFailed {
        var said = lines().size();
        var port = address == null ? 0 : address.getPort();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        folder().toString(),
                        Integer.toString(port),
                        REPOSITORY)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
        builder.environment().putAll(Map.of("GITHUB_FAKE_WRITER", writer, "GITHUB_FAKE_READER", reader));
        try {
            Files.createDirectories(folder());
            process = place.processes().start(builder);
        } catch (IOException e) {
            throw new StepFailed("The stand-in for GitHub, " + jar + ", cannot be started: " + e + ".", e);
        }
        address = place.patience().await("GitHub's stand-in to listen", START_LIMIT, () -> {
            var now = lines();
            var first = now.size() > said ? now.get(said) : "";
            if (!process.isAlive()) {
                throw new StepFailed("Expected: a stand-in for GitHub. Seen: its process ended, saying\n  "
                        + String.join("\n  ", now.subList(said, now.size())));
            }
            return first.startsWith(LISTENING)
                    ? Sight.of(URI.create(first.substring(LISTENING.length())))
                    : Sight.notYet("it says '" + first + "'");
        });
    }

    void stop() {
        Processes.stop(process);
    }

    /** What GitHub answers to a question about the repository, by the token that may read. */
    JsonElement get(String path) throws StepFailed {
        var url = URI.create(address + "/repos/" + REPOSITORY + "/" + path);
        var request = HttpRequest.newBuilder(url)
                .timeout(CALL_LIMIT)
                .header("Authorization", "Bearer " + reader)
                .header("User-Agent", "trunkline-demo")
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new StepFailed("Expected: an answer to GET " + url + ". Seen: HTTP " + response.statusCode() + " "
                        + response.body() + ".");
            }
            return JsonParser.parseString(response.body());
        } catch (IOException | JsonParseException e) {
            throw new StepFailed("Expected: an answer to GET " + url + ". Seen: " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("The demo was interrupted.", e);
        }
    }

    /** Each request that it has answered, in a line: who, method, path, status, and time. */
    List<String> requests() throws StepFailed {
        return lines().stream()
                .filter(line -> line.startsWith("writer ") || line.startsWith("reader "))
                .toList();
    }

    private Path folder() {
        return place.folder().path().resolve("github");
    }

    private Path console() {
        return folder().resolve("console.log");
    }

    private List<String> lines() throws StepFailed {
        if (!Files.exists(console())) {
            return List.of();
        }
        try {
            return Files.readString(console(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new StepFailed("What GitHub's stand-in says, " + console() + ", cannot be read: " + e + ".", e);
        }
    }
}
