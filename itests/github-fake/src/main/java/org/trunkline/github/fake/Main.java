package org.trunkline.github.fake;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fake as a process of its own: {@code FOLDER PORT OWNER/NAME}. The repository is kept in the folder; port 0 means a
 * free one. What may write and what may only read is in the environment, as tokens. The first line that it prints says
 * where it listens, each further one is a request: who asked, for what, and the status of the answer.
 */
public final class Main {

    /** The token that may write. */
    static final String WRITER = "GITHUB_FAKE_WRITER";

    /** The token that may read. */
    static final String READER = "GITHUB_FAKE_READER";

    private Main() {}

    public static void main(String[] arguments) {
        try {
            GitHubFake fake = start(
                    List.of(arguments), System.getenv(), new PrintStream(System.out, true, StandardCharsets.UTF_8));
            Runtime.getRuntime().addShutdownHook(new Thread(fake::close, "github-fake-end"));
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("github-fake: " + e.getMessage());
            System.exit(2);
        }
    }

    static GitHubFake start(List<String> arguments, Map<String, String> environment, PrintStream out)
            throws IOException {
        if (arguments.size() != 3 || !arguments.get(1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("usage: github-fake FOLDER PORT OWNER/NAME");
        }
        GitHubFake fake = GitHubFake.builder()
                .unchecked()
                .folder(Path.of(arguments.get(0)))
                .port(Integer.parseInt(arguments.get(1)))
                .repository(arguments.get(2))
                .token(token(environment, WRITER), Identity.writer("writer"))
                .token(token(environment, READER), Identity.reader("reader"))
                .listener((request, status, work) -> out.println(line(request, status, work, environment)))
                .start();
        out.println("listening at " + fake.endpoint());
        return fake;
    }

    private static String token(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(token -> !token.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("the environment has no token in " + variable));
    }

    private static String line(FakeRequest request, int status, Duration work, Map<String, String> environment) {
        String who = request.header("authorization")
                .map(credential -> credential.endsWith(environment.get(WRITER)) ? "writer" : "reader")
                .orElse("anybody");
        return who + " " + request.method() + " " + request.rawPath() + " " + status + " " + work.toMillis() + " ms";
    }
}
