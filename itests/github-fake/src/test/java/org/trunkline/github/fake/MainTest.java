package org.trunkline.github.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private static final Map<String, String> TOKENS = Map.of(Main.WRITER, "write-secret", Main.READER, "read-secret");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void itSaysWhereItListensAndWhoAskedForWhatWithoutAnyToken() throws Exception {
        GitHubFake fake = Main.start(List.of(folder.toString(), "0", "acme/apis"), TOKENS, new PrintStream(out));
        try {
            assertEquals("listening at " + fake.endpoint(), lines().get(0));

            assertEquals(200, get(fake, "/repos/acme/apis", "read-secret"));
            assertEquals(401, get(fake, "/repos/acme/apis", "other"));
        } finally {
            fake.close();
        }

        assertTrue(lines().get(1).startsWith("reader GET /repos/acme/apis 200"), lines().toString());
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("secret"));
    }

    @Test
    void withoutTokensOrPlaceItDoesNotStart() {
        List<String> whole = List.of(folder.toString(), "0", "acme/apis");

        assertThrows(IllegalArgumentException.class, () -> Main.start(List.of(), TOKENS, new PrintStream(out)));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Main.start(whole, Map.of(Main.WRITER, "write-secret"), new PrintStream(out)));
        assertTrue(e.getMessage().contains(Main.READER), e.getMessage());
    }

    private static int get(GitHubFake fake, String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(fake.endpoint().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", "test")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
