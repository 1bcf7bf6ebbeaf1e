package org.trunkline.github.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fake does is what reference texts and threads say of GitHub; each test names one such fact. */
class GitHubFakeTest {

    private static final String REPO = "/repos/acme/artifacts";

    private final HttpClient http = HttpClient.newHttpClient();
    private GitHubFake github;

    @BeforeEach
    void start() throws IOException {
        github = GitHubFake.builder()
                .token("writer", Identity.writer("pub"))
                .token("reader", Identity.reader("gw"))
                .token("stranger", Identity.stranger("eve"))
                .start();
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void itsTrafficIsAsGitHubDescribesIt() throws Exception {
        assertEquals(200, get("writer", REPO).statusCode());
        String head = head();
        String tree = json(get("writer", REPO + "/git/commits/" + head))
                .getAsJsonObject("tree")
                .get("sha")
                .getAsString();
        String blob = json(post("writer", REPO + "/git/blobs", "{'content':'aGk=','encoding':'base64'}"))
                .get("sha")
                .getAsString();
        String newTree = json(post(
                        "writer",
                        REPO + "/git/trees",
                        "{'base_tree':'" + tree + "','tree':[{'path':'a/b.json','mode':'100644','type':'blob','sha':'"
                                + blob + "'},{'path':'c.json','mode':'100644','type':'blob','content':'x'}]}"))
                .get("sha")
                .getAsString();
        String commit = json(post(
                        "writer",
                        REPO + "/git/commits",
                        "{'message':'m','tree':'" + newTree + "','parents':['" + head + "']}"))
                .get("sha")
                .getAsString();
        assertEquals(
                200,
                send("PATCH", "writer", REPO + "/git/refs/heads/main", "{'sha':'" + commit + "','force':false}")
                        .statusCode());
        assertEquals(
                200,
                get("reader", REPO + "/git/trees/" + newTree + "?recursive=1").statusCode());
        assertEquals(
                200, get("reader", REPO + "/contents/a/b.json?ref=" + commit).statusCode());
        assertEquals(200, get("reader", REPO + "/contents/a?ref=" + commit).statusCode());
        assertEquals(
                200, get("reader", REPO + "/commits?path=c.json&per_page=1").statusCode());
        assertEquals(200, get("reader", REPO + "/commits/main").statusCode());
        JsonObject compared = json(get("reader", REPO + "/compare/" + head + "..." + commit));
        assertEquals(2, compared.getAsJsonArray("files").size());
        assertEquals(404, get("stranger", REPO).statusCode());
        assertEquals(401, get("nobody", REPO).statusCode());
        assertEquals(403, post("reader", REPO + "/git/blobs", "{'content':'x'}").statusCode());

        assertEquals(List.of(), github.violations());
    }

    @Test
    void aBlobHasItsGitName() throws Exception {
        JsonObject blob = json(post("writer", REPO + "/git/blobs", "{'content':'Hello, World!'}"));

        assertEquals("b45ef6fec89518d314f546fd6c3025367b721684", blob.get("sha").getAsString());
    }

    @Test
    void aKeptFolderHoldsTheRepositoryForTheNextFake(@TempDir Path folder) throws Exception {
        github.close();
        github = GitHubFake.builder()
                .folder(folder)
                .token("writer", Identity.writer("pub"))
                .token("reader", Identity.reader("gw"))
                .start();
        assertEquals(201, put("a.json").statusCode());
        String head = head();
        github.close();

        github = GitHubFake.builder()
                .folder(folder)
                .token("writer", Identity.writer("pub"))
                .token("reader", Identity.reader("gw"))
                .start();

        assertEquals(head, head());
        assertEquals(200, get("reader", REPO + "/contents/a.json").statusCode());
    }

    @Test
    void aListenerLearnsWhatWasAnswered() throws Exception {
        github.close();
        List<String> served = new CopyOnWriteArrayList<>();
        github = GitHubFake.builder()
                .token("reader", Identity.reader("gw"))
                .listener((request, status, work) -> served.add(request + " " + status))
                .start();

        get("reader", REPO + "/contents/nothing.json");
        github.close();

        assertEquals(List.of("GET " + REPO + "/contents/nothing.json 404"), served);
    }

    @Test
    void parallelWritesOfDifferentFilesThroughContentsConflict() throws Exception {
        github.repository().betweenReadAndWrite(() -> {
            github.repository().betweenReadAndWrite(() -> {});
            assertEquals(201, put("b.json").statusCode());
        });

        HttpResponse<byte[]> late = put("a.json");

        assertEquals(409, late.statusCode());
        assertTrue(text(late).contains("but expected"));
    }

    @Test
    void anExistingFileIsNotReplacedWithoutItsSha() {
        assertEquals(201, put("a.json").statusCode());
        assertEquals(422, put("a.json").statusCode());
    }

    @Test
    void aBranchMovesForwardOnly() throws Exception {
        String first = head();
        assertEquals(201, put("a.json").statusCode());

        HttpResponse<byte[]> back = send("PATCH", "writer", REPO + "/git/refs/heads/main", "{'sha':'" + first + "'}");

        assertEquals(422, back.statusCode());
        assertTrue(text(back).contains("not a fast forward"));
    }

    @Test
    void anUnchangedAnswerIs304ForTheSameTokenAndFree() throws Exception {
        HttpResponse<byte[]> first = get("reader", REPO + "/git/ref/heads/main");
        String etag = first.headers().firstValue("etag").orElseThrow();
        String remaining = first.headers().firstValue("x-ratelimit-remaining").orElseThrow();

        HttpResponse<byte[]> second = getIfChanged("reader", etag);

        assertEquals(304, second.statusCode());
        assertEquals(
                remaining, second.headers().firstValue("x-ratelimit-remaining").orElseThrow());
        assertEquals(200, getIfChanged("writer", etag).statusCode());
    }

    @Test
    void contentOverOneMegabyteIsOnlyThereRaw() throws Exception {
        byte[] big = new byte[1_000_001];
        String body = "{'message':'m','content':'" + Base64.getEncoder().encodeToString(big) + "'}";
        assertEquals(
                201, send("PUT", "writer", REPO + "/contents/big.bin", body).statusCode());

        JsonObject json = json(get("reader", REPO + "/contents/big.bin"));
        HttpResponse<byte[]> raw = http.send(
                request("reader", REPO + "/contents/big.bin")
                        .header("Accept", "application/vnd.github.raw+json")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertEquals("none", json.get("encoding").getAsString());
        assertEquals("", json.get("content").getAsString());
        assertEquals(big.length, raw.body().length);
    }

    @Test
    void theArchiveComesFromAnotherHostThatGetsNoToken() throws Exception {
        put("a.json");
        HttpResponse<byte[]> redirect = get("reader", REPO + "/tarball/" + head());
        assertEquals(302, redirect.statusCode());
        URI archive = URI.create(redirect.headers().firstValue("location").orElseThrow());

        byte[] packed = http.send(HttpRequest.newBuilder(archive).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();

        Set<String> names = new HashSet<>();
        try (var tar = new TarArchiveInputStream(new GzipCompressorInputStream(new ByteArrayInputStream(packed)))) {
            for (var e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                names.add(e.getName().replaceFirst("^[^/]*/", ""));
            }
        }
        assertTrue(names.contains("a.json"), names.toString());
        assertEquals(List.of(), github.leaks());
        http.send(
                HttpRequest.newBuilder(archive)
                        .header("Authorization", "Bearer reader")
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertEquals(1, github.leaks().size());
    }

    @Test
    void aCommitByGraphQlNeedsTheHeadThatIsThere() throws Exception {
        String head = head();
        JsonObject done = graphQl(mutation(head, "a.json"));
        JsonObject stale = graphQl(mutation(head, "b.json"));

        assertTrue(
                done.getAsJsonObject("data")
                        .getAsJsonObject("createCommitOnBranch")
                        .has("commit"),
                done.toString());
        JsonArray errors = stale.getAsJsonArray("errors");
        assertEquals("STALE_DATA", errors.get(0).getAsJsonObject().get("type").getAsString());
        assertTrue(stale.getAsJsonObject("data").get("createCommitOnBranch").isJsonNull());
    }

    @Test
    void textOfABlobIsCutByGraphQlAndSaysSo() throws Exception {
        String content = "x".repeat(600_000);
        String blob = json(post("writer", REPO + "/git/blobs", "{'content':'" + content + "'}"))
                .get("sha")
                .getAsString();

        JsonObject answer = graphQl("query{repository(owner:\\\"acme\\\",name:\\\"artifacts\\\"){a:object(oid:\\\""
                + blob + "\\\"){... on Blob{text isTruncated byteSize}}}}");

        JsonObject a =
                answer.getAsJsonObject("data").getAsJsonObject("repository").getAsJsonObject("a");
        assertTrue(a.get("isTruncated").getAsBoolean());
        assertEquals(512_000, a.get("text").getAsString().length());
        assertEquals(600_000, a.get("byteSize").getAsInt());
    }

    @Test
    void faultsComeAsOrderedAndAreCounted() throws Exception {
        github.faults()
                .next(Fault.serverError(502))
                .next(Fault.secondaryLimit(429, 7))
                .next(new Fault.LostRequest())
                .next(new Fault.CutAnswer());

        assertEquals(502, get("reader", REPO).statusCode());
        assertEquals(
                "7", get("reader", REPO).headers().firstValue("retry-after").orElseThrow());
        assertThrows(IOException.class, () -> post("writer", REPO + "/git/blobs", "{'content':'x'}"));
        assertThrows(IOException.class, () -> get("reader", REPO));
        assertEquals(200, get("reader", REPO).statusCode());
        assertEquals(
                4, github.faults().injected().values().stream().mapToInt(i -> i).sum());
    }

    @Test
    void aLostAnswerHadItsEffect() throws Exception {
        github.faults().next(FakeRequest::writes, new Fault.LostAnswer());

        assertThrows(
                IOException.class,
                () -> send("PUT", "writer", REPO + "/contents/a.json", "{'message':'m','content':'eA=='}"));
        assertEquals(200, get("reader", REPO + "/contents/a.json").statusCode());
    }

    @Test
    void theHourlyLimitIsCountedForEachToken() throws Exception {
        github.hourlyLimit(2);
        get("reader", REPO);
        get("reader", REPO);

        HttpResponse<byte[]> third = get("reader", REPO);

        assertEquals(403, third.statusCode());
        assertEquals("0", third.headers().firstValue("x-ratelimit-remaining").orElseThrow());
        assertEquals(200, get("writer", REPO).statusCode());
    }

    @Test
    void everyAcknowledgedCommitIsOnTheBranchWhenManyRace() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> saves = java.util.stream.IntStream.range(0, 16)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> put("f" + i + ".json").statusCode())
                    .toList();
            long acknowledged = 0;
            for (var result : pool.invokeAll(saves)) {
                acknowledged += result.get() == 201 ? 1 : 0;
            }
            JsonArray listing = JsonParser.parseString(text(get("reader", REPO + "/contents/")))
                    .getAsJsonArray();
            assertEquals(acknowledged + 1, listing.size());
            assertFalse(acknowledged == 0);
        } finally {
            pool.shutdownNow();
        }
    }

    private String head() throws Exception {
        return json(get("reader", REPO + "/git/ref/heads/main"))
                .getAsJsonObject("object")
                .get("sha")
                .getAsString();
    }

    private static String mutation(String head, String path) {
        return "mutation{createCommitOnBranch(input:{branch:{repositoryNameWithOwner:\\\"acme/artifacts\\\",branchName:\\\"main\\\"},"
                + "message:{headline:\\\"h\\\"},expectedHeadOid:\\\"" + head + "\\\",fileChanges:{additions:[{path:\\\""
                + path
                + "\\\",contents:\\\"eA==\\\"}]}}){commit{oid}}}";
    }

    private JsonObject graphQl(String query) throws Exception {
        return JsonParser.parseString(text(send("POST", "writer", "/graphql", "{\"query\":\"" + query + "\"}")))
                .getAsJsonObject();
    }

    private HttpResponse<byte[]> put(String path) {
        try {
            return send("PUT", "writer", REPO + "/contents/" + path, "{'message':'m','content':'eA=='}");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<byte[]> getIfChanged(String token, String etag) throws Exception {
        return http.send(
                request(token, REPO + "/git/ref/heads/main")
                        .header("If-None-Match", etag)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create(github.endpoint() + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> get(String token, String path) throws Exception {
        return http.send(request(token, path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> post(String token, String path, String body) throws Exception {
        return send("POST", token, path, body.replace('\'', '"'));
    }

    private HttpResponse<byte[]> send(String method, String token, String path, String body) throws Exception {
        return http.send(
                request(token, path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(
                                        path.equals("/graphql") ? body : body.replace('\'', '"')))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static JsonObject json(HttpResponse<byte[]> response) {
        return JsonParser.parseString(text(response)).getAsJsonObject();
    }
}
