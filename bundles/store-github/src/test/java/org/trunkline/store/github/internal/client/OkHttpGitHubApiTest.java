package org.trunkline.store.github.internal.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.github.fake.FakeRequest;
import org.trunkline.github.fake.Fault;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.github.fake.Identity;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;

class OkHttpGitHubApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final OkHttpClient http =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(5)).build();
    private static KeyPair appKey;

    private GitHubFake github;
    private GitHubApi api;

    @BeforeAll
    static void makeKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        appKey = generator.generateKeyPair();
    }

    @BeforeEach
    void start() throws Exception {
        start(GitHubFake.builder());
    }

    private void start(GitHubFake.Builder builder) throws IOException {
        if (github != null) {
            github.close();
        }
        github = builder.token("writer", Identity.writer("pub"))
                .token("reader", Identity.reader("gw"))
                .token("stranger", Identity.stranger("eve"))
                .app("17", "4711", appKey.getPublic(), Duration.ofHours(1))
                .start();
        api = api("writer");
    }

    @AfterEach
    void stop() {
        List<String> violations = github.violations();
        List<String> leaks = github.leaks();
        github.close();
        http.dispatcher().executorService().shutdown();
        assertEquals(List.of(), violations);
        assertEquals(List.of(), leaks);
    }

    private GitHubServer server(Optional<String> branch) {
        return new GitHubServer(github.endpoint().toString(), "acme/artifacts", branch);
    }

    private GitHubApi api(String token) {
        return api(new PersonalToken(token), Optional.empty());
    }

    private GitHubApi api(Credentials credentials, Optional<String> branch) {
        return new OkHttpGitHubApi(
                http,
                server(branch),
                credentials,
                new RequestBudget(Clock.systemUTC(), this::note, Duration.ZERO, PATIENCE, Optional.empty()),
                this::note,
                Clock.systemUTC(),
                "trunkline-test");
    }

    private void note(Duration time) {
        pauses.add(time);
    }

    private String save(GitHubApi by, String path, String content) throws ArtifactStoreException {
        return by.commit(by.branchHead(), "Save " + path, Map.of(path, bytes(content)), Set.of())
                .orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class Commits {

        @Test
        void oneRequestMakesACommitWhereTheServerHasGraphQl() throws Exception {
            Optional<String> head = api.branchHead();
            api.repository();
            github.forgetRequests();

            String commit = api.commit(head, "Save a", Map.of("a.json", bytes("x")), Set.of())
                    .orElseThrow();

            assertEquals(1, github.requests().size(), github.requests().toString());
            assertEquals(commit, api.branchHead().orElseThrow());
            assertEquals("x", new String(api.file("a.json", commit).orElseThrow(), StandardCharsets.UTF_8));
        }

        @Test
        void aServerWithoutGraphQlTakesTreeCommitAndMove() throws Exception {
            start(GitHubFake.builder().withoutGraphQl());
            save(api, "a.json", "1");
            String head = api.branchHead().orElseThrow();
            github.forgetRequests();

            Optional<String> commit =
                    api.commit(Optional.of(head), "Move a to b", Map.of("b.json", bytes("1")), Set.of("a.json"));

            assertEquals(commit, api.branchHead());
            assertEquals(
                    3, github.requests().stream().filter(FakeRequest::writes).count());
            assertTrue(api.file("a.json", commit.orElseThrow()).isEmpty());
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void theSecondOfTwoWritersIsToldThatItLostTheRace(boolean graphQl) throws Exception {
            start(graphQl ? GitHubFake.builder() : GitHubFake.builder().withoutGraphQl());
            Optional<String> seen = api.branchHead();
            save(api("writer"), "other.json", "1");

            assertTrue(api.commit(seen, "Save mine", Map.of("mine.json", bytes("2")), Set.of())
                    .isEmpty());
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void aCommitWhoseAnswerGotLostIsFoundAndNotRepeated(boolean graphQl) throws Exception {
            start(graphQl ? GitHubFake.builder() : GitHubFake.builder().withoutGraphQl());
            Optional<String> head = api.branchHead();
            github.faults()
                    .next(r -> r.method().equals(graphQl ? "POST" : "PATCH") && r.writes(), new Fault.LostAnswer());

            String commit = api.commit(head, "Save a", Map.of("a.json", bytes("x")), Set.of())
                    .orElseThrow();

            assertEquals(commit, api.branchHead().orElseThrow());
            assertEquals(2, api.history("", commit, 10).size());
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void aCommitThatNeverArrivedIsSentAgain(boolean graphQl) throws Exception {
            start(graphQl ? GitHubFake.builder() : GitHubFake.builder().withoutGraphQl());
            Optional<String> head = api.branchHead();
            github.faults()
                    .next(FakeRequest::writes, new Fault.LostRequest())
                    .next(FakeRequest::writes, Fault.serverError(502));

            String commit = api.commit(head, "Save a", Map.of("a.json", bytes("x")), Set.of())
                    .orElseThrow();

            assertEquals(commit, api.branchHead().orElseThrow());
        }

        @Test
        void aBatchOfAnySizeIsOneCommit() throws Exception {
            Map<String, byte[]> many = new LinkedHashMap<>();
            for (int i = 0; i < 450; i++) {
                many.put("f/" + i + ".json", bytes("{\"n\":" + i + "}"));
            }
            many.put("big.json", bytes("x".repeat(3_000_000)));
            Optional<String> head = api.branchHead();

            String commit =
                    api.commit(head, "Save many", many, Set.of("README.md")).orElseThrow();

            List<CommitFacts> log = api.history("", commit, 10);
            assertEquals(2, log.size());
            assertEquals(451, api.files(api.commit(commit).tree()).size());
            assertTrue(
                    github.requests().stream().filter(FakeRequest::writes).count() <= 7,
                    github.requests().toString());
        }

        @Test
        void aBranchThatIsNotThereIsMade() throws Exception {
            GitHubApi other = api(new PersonalToken("writer"), Optional.of("gateways/eu"));
            assertTrue(other.branchHead().isEmpty());

            String commit = other.commit(Optional.empty(), "Begin", Map.of("a.json", bytes("x")), Set.of())
                    .orElseThrow();

            assertEquals(commit, other.branchHead().orElseThrow());
        }

        @Test
        void aRepositoryWithoutAnyCommitIsBegun() throws Exception {
            start(GitHubFake.builder().empty());
            assertTrue(api.branchHead().isEmpty());

            Optional<String> first = api.commit(Optional.empty(), "Begin", Map.of("a.json", bytes("x")), Set.of());

            assertTrue(first.isEmpty(), "the branch was begun, and is to be read again");
            assertTrue(api.file("a.json", api.branchHead().orElseThrow()).isPresent());
        }

        @Test
        void aReaderIsToldWhichPermissionItLacks() {
            var e = assertThrows(ArtifactStoreException.class, () -> save(api("reader"), "a.json", "x"));

            assertEquals(Kind.REJECTED, e.kind());
            assertTrue(e.getMessage().contains("contents: write"), e.getMessage());
        }

        @Test
        void writesAreASecondApart() throws Exception {
            var budget = new RequestBudget(
                    Clock.fixed(Instant.EPOCH, java.time.ZoneOffset.UTC),
                    time -> {
                        throw new InterruptedException(time.toString());
                    },
                    Duration.ofSeconds(1),
                    PATIENCE,
                    Optional.empty());
            budget.admit("write", true);
            budget.admit("read", false);

            var e = assertThrows(ArtifactStoreException.class, () -> budget.admit("write again", true));

            assertEquals("PT1S", e.getCause().getMessage());
            assertTrue(Thread.interrupted());
        }
    }

    @Nested
    class Reads {

        @Test
        void anUnchangedBranchCostsNothingOfTheLimit() throws Exception {
            String head = api.branchHead().orElseThrow();
            github.hourlyLimit(0);

            github.hourlyLimit(5_000);
            assertEquals(head, api.branchHead().orElseThrow());

            var last = github.requests().get(github.requests().size() - 1);
            assertTrue(last.header("if-none-match").isPresent());
        }

        @Test
        void aStaleAnswerAfterAWriteIsNotBelieved() throws Exception {
            api.branchHead();
            String commit = save(api, "a.json", "x");
            github.faults().next(new Fault.StaleBranch());

            assertEquals(commit, api.branchHead().orElseThrow());
        }

        @Test
        void theArchiveStreamsEveryFileWithItsBytes() throws Exception {
            String name = "published/Production%20and%20Sandbox/" + "x".repeat(120) + ".json";
            String commit = save(api, name, "\u00e9\r\n");
            Map<String, byte[]> files = new HashMap<>();

            api.archive(commit, (path, size, in) -> files.put(path, in.readNBytes((int) size)));

            assertArrayEquals(bytes("\u00e9\r\n"), files.get(name));
            assertEquals(2, files.size());
        }

        @Test
        void anArchiveThatBreaksOffIsNoWholeArchive() throws Exception {
            String commit = save(api, "a.json", "x".repeat(100_000));
            github.faults().next(r -> r.rawPath().contains("legacy"), new Fault.CutAnswer());

            var e = assertThrows(
                    ArtifactStoreException.class, () -> api.archive(commit, (p, s, in) -> in.readNBytes((int) s)));

            assertEquals(Kind.UNAVAILABLE, e.kind());
        }

        @Test
        void aHundredBlobsTakeTwoRequestsAndCutOnesComeWhole() throws Exception {
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (int i = 0; i < 99; i++) {
                files.put(i + ".json", bytes("n" + i));
            }
            files.put("big.json", bytes("y".repeat(600_000)));
            String commit =
                    api.commit(api.branchHead(), "Save", files, Set.of()).orElseThrow();
            List<String> names = new ArrayList<>();
            files.values().forEach(content -> names.add(BlobName.of(content)));
            github.forgetRequests();
            Map<String, byte[]> got = new HashMap<>();

            api.blobs(names, got::put);

            assertEquals(100, got.size());
            assertEquals(600_000, got.get(BlobName.of(files.get("big.json"))).length);
            assertEquals(3, github.requests().size());
            assertFalse(commit.isEmpty());
        }

        @Test
        void aComparisonTellsWhatChanged() throws Exception {
            String before = save(api, "gone.json", "1");
            String after = api.commit(Optional.of(before), "m", Map.of("new.json", bytes("2")), Set.of("gone.json"))
                    .orElseThrow();

            Map<String, Optional<String>> changes = new HashMap<>();
            api.compare(before, after).orElseThrow().forEach(c -> changes.put(c.path(), c.blob()));

            assertEquals(
                    Map.of("gone.json", Optional.empty(), "new.json", Optional.of(BlobName.of(bytes("2")))), changes);
            assertTrue(api.compare(after, before).isEmpty(), "the branch was set back");
            assertTrue(api.compare("0".repeat(40), after).isEmpty(), "the base is not known there");
        }

        @Test
        void aTreeThatComesCutIsListedFolderByFolder() throws Exception {
            String commit = save(api, "a/b/c.json", "x");
            github.faults().next(new Fault.TruncatedTree());
            String tree = api.commit(commit).tree();
            github.faults().next(r -> r.query().containsKey("recursive"), new Fault.TruncatedTree());

            List<TreeFile> files = api.files(tree);

            assertEquals(
                    Set.of("README.md", "a/b/c.json"),
                    files.stream().map(TreeFile::path).collect(java.util.stream.Collectors.toSet()));
        }

        @Test
        void aMissingFileIsAbsentOnlyIfTheCommitIsInSight() throws Exception {
            String head = api.branchHead().orElseThrow();

            assertTrue(api.file("no/such.json", head).isEmpty());
            var e = assertThrows(
                    ArtifactStoreException.class, () -> api("stranger").file("README.md", head));
            assertEquals(Kind.REJECTED, e.kind());
            assertTrue(e.getMessage().contains("no access to acme/artifacts"), e.getMessage());
        }

        @Test
        void aBranchOfARepositoryOutOfSightIsNoEmptyBranch() {
            var e = assertThrows(
                    ArtifactStoreException.class, () -> api("stranger").branchHead());

            assertEquals(Kind.REJECTED, e.kind());
        }
    }

    @Nested
    class Refusals {

        @ParameterizedTest
        @CsvSource({"401,REJECTED", "403,REJECTED", "404,REJECTED", "409,CONFLICT", "422,REJECTED", "451,REJECTED"})
        void tellWhatTheCallerCanDo(int status, Kind kind) throws Exception {
            String head = api.branchHead().orElseThrow();
            github.faults().next(new Fault.Status(status, Map.of(), "No"));

            var e = assertThrows(ArtifactStoreException.class, () -> api.commit(head));

            assertEquals(kind, e.kind());
            assertTrue(e.getMessage().contains("HTTP " + status), e.getMessage());
        }

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 504})
        void ofAServerInTroubleAreTriedAgainAndThenUnavailable(int status) throws Exception {
            String head = api.branchHead().orElseThrow();
            github.faults().next(Fault.serverError(status));
            assertEquals(head, api.commit(head).sha());

            for (int i = 0; i < 4; i++) {
                github.faults().next(Fault.serverError(status));
            }
            var e = assertThrows(ArtifactStoreException.class, () -> api.commit(head));
            assertEquals(Kind.UNAVAILABLE, e.kind());
        }

        @Test
        void ofALimitAreObeyedForAsLongAsGitHubSays() throws Exception {
            String head = api.branchHead().orElseThrow();
            github.faults().next(Fault.secondaryLimit(429, 3600));

            var e = assertThrows(ArtifactStoreException.class, () -> api.commit(head));
            int asked = github.requests().size();
            var again = assertThrows(ArtifactStoreException.class, () -> api.branchHead());

            assertEquals(Kind.UNAVAILABLE, e.kind());
            assertTrue(again.retryAfter().orElseThrow().compareTo(Duration.ofMinutes(59)) > 0);
            assertEquals(asked, github.requests().size(), "no request during the pause");
        }

        @Test
        void ofTheSecondaryLimitAreKnownByTheirTextAlone() throws Exception {
            String head = api.branchHead().orElseThrow();
            github.faults().next(Fault.secondaryLimitWithoutHeader());

            var e = assertThrows(ArtifactStoreException.class, () -> api.commit(head));

            assertEquals(Kind.UNAVAILABLE, e.kind());
            assertTrue(e.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(50)) > 0);
        }

        @Test
        void ofThePrimaryLimitWaitForItsReset() throws Exception {
            String head = api.branchHead().orElseThrow();
            github.faults().next(Fault.primaryLimit(Instant.now().getEpochSecond() + 600));

            var e = assertThrows(ArtifactStoreException.class, () -> api.commit(head));

            assertTrue(e.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(590)) > 0);
        }

        @Test
        void neverHoldTheToken() {
            GitHubApi wrong = api("not-a-token-of-anybody");

            var e = assertThrows(ArtifactStoreException.class, () -> wrong.branchHead());

            assertFalse(e.toString().contains("not-a-token-of-anybody"));
        }

        @Test
        void ofAnAnswerThatBreaksOffAreTriedAgain() throws Exception {
            String head = api.branchHead().orElseThrow();
            github.faults().next(new Fault.CutAnswer()).next(new Fault.LostRequest());

            assertEquals(head, api.commit(head).sha());
        }
    }

    @Nested
    class App {

        private Credentials installation(Clock clock) {
            return new AppInstallation(
                    http, server(Optional.empty()), "17", "4711", appKey.getPrivate(), clock, "trunkline-test");
        }

        @Test
        void usesOneInstallationTokenForManyRequests() throws Exception {
            GitHubApi byApp = api(installation(Clock.systemUTC()), Optional.empty());

            save(byApp, "a.json", "x");
            save(byApp, "b.json", "x");

            assertEquals(1, github.app().issued());
        }

        @Test
        void takesANewTokenWhenTheOldOneIsRefused() throws Exception {
            GitHubApi byApp = api(installation(Clock.systemUTC()), Optional.empty());
            byApp.branchHead();
            github.faults().next(r -> r.rawPath().contains("/repos/"), Fault.badCredentials());

            byApp.branchHead();

            assertEquals(2, github.app().issued());
        }

        @Test
        void renewsItsTokenBeforeItEnds() throws Exception {
            var clock = new java.util.concurrent.atomic.AtomicReference<>(Instant.now());
            Clock turned = new Clock() {
                @Override
                public java.time.ZoneId getZone() {
                    return java.time.ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return clock.get();
                }
            };
            start(GitHubFake.builder().clock(turned));
            Credentials credentials = installation(turned);
            String first = credentials.token();

            clock.set(clock.get().plus(Duration.ofMinutes(5)));
            assertEquals(first, credentials.token());

            clock.set(clock.get().plus(Duration.ofMinutes(47)));
            github.faults().next(Fault.serverError(502)).next(Fault.serverError(500));
            assertEquals(first, credentials.token(), "it is good for eight minutes more");
            clock.set(clock.get().plus(Duration.ofMinutes(2)));
            assertEquals(first, credentials.token());
            clock.set(clock.get().plus(Duration.ofMinutes(2)));
            assertNotEquals(first, credentials.token());
            assertEquals(2, github.app().issued());

            clock.set(clock.get().plus(Duration.ofHours(2)));
            github.faults().next(Fault.serverError(502));
            assertEquals(
                    Kind.UNAVAILABLE,
                    assertThrows(ArtifactStoreException.class, credentials::token)
                            .kind());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.github.com,acme/artifacts",
        "https://user:secret@api.github.com,acme/artifacts",
        "not an address,acme/artifacts",
        "https://api.github.com,artifacts",
        "https://api.github.com,acme/..",
        "https://api.github.com,acme/a/b",
    })
    void aServerOrRepositoryOfAnotherFormIsRefused(String endpoint, String repository) {
        assertThrows(IllegalArgumentException.class, () -> new GitHubServer(endpoint, repository, Optional.empty()));
    }

    @Test
    void anEnterpriseServerHasItsGraphQlBesideItsRest() {
        var server = new GitHubServer("https://github.example/api/v3", "acme/artifacts", Optional.empty());

        assertEquals("https://github.example/api/graphql", server.graphQl().toString());
    }
}
