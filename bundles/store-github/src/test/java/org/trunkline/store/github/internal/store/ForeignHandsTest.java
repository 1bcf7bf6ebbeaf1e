package org.trunkline.store.github.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trunkline.store.github.internal.store.Samples.LABEL;
import static org.trunkline.store.github.internal.store.Samples.bodies;
import static org.trunkline.store.github.internal.store.Samples.fails;
import static org.trunkline.store.github.internal.store.Samples.key;
import static org.trunkline.store.github.internal.store.Samples.many;
import static org.trunkline.store.github.internal.store.Samples.publish;
import static org.trunkline.store.github.internal.store.Samples.published;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.github.fake.FakeRequest;
import org.trunkline.github.fake.Fault;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/** What people, rules and settings of a repository do to the branch, and what the store makes of it. */
class ForeignHandsTest {

    @TempDir
    Path folder;

    private StoreOnFake fake;

    @BeforeEach
    void start() throws Exception {
        start(GitHubFake.builder());
    }

    private void start(GitHubFake.Builder builder) throws Exception {
        stop();
        fake = new StoreOnFake(builder.unchecked(), folder);
        fake.pollInterval = Duration.ofHours(1);
    }

    @AfterEach
    void stop() {
        if (fake != null) {
            fake.close();
            fake = null;
        }
    }

    private static String file(int number) {
        return new ArtifactPaths("").path(key(number), Instruction.PUBLISH);
    }

    // ---- history that was rewritten

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBranchThatWasSetBackIsReadWholeAndAnew(boolean oldCommitsAreCollected) throws Exception {
        try (GitHubArtifactStore publisher = fake.open("publisher");
                GitHubArtifactStore gateway = fake.open("gateway")) {
            Revision first = publisher.write(List.of(publish(1), publish(2)));
            Revision held = publisher.write(List.of(publish(2, "\"newer\""), publish(3)));
            assertEquals(held, gateway.head());
            assertEquals(3, published(gateway).size());

            fake.github.repository().forcePush("main", first.toString());
            fake.commitByHand("Go on from an earlier state", Map.of("notes.txt", "x"), Set.of());
            if (oldCommitsAreCollected) {
                fake.github.repository().collect(held.toString());
            }

            Revision head = gateway.head();
            assertTrue(gateway.changes(LABEL, held, head).isEmpty(), "what is gone has no tombstone");
            assertEquals(
                    Map.of("api-1", Optional.of("{\"number\":1}"), "api-2", Optional.of("{\"number\":2}")),
                    published(gateway));
        }
        try (GitHubArtifactStore later = fake.open("later")) {
            Revision foreign = Revision.of("0123456789012345678901234567890123456789");
            assertTrue(later.changes(LABEL, foreign, later.head()).isEmpty(), "a commit of no branch is no base");
        }
    }

    @Test
    void aRewrittenBranchThatLostNothingIsFollowedByItsDifference() throws Exception {
        try (GitHubArtifactStore publisher = fake.open("publisher");
                GitHubArtifactStore gateway = fake.open("gateway")) {
            Revision first = publisher.write(List.of(publish(1), publish(2)));
            Revision held = publisher.write(List.of(publish(2, "\"second\"")));
            gateway.head();
            fake.github.repository().forcePush("main", first.toString());
            fake.commitByHand("Rebased", Map.of("notes.txt", "x"), Set.of());

            Optional<ArtifactCursor> changes = gateway.changes(LABEL, held, gateway.head());

            assertEquals(Map.of("api-2", Optional.of("{\"number\":2}")), bodies(changes.orElseThrow()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSaveAfterARewriteGoesOnTopOfItAndBringsNothingBack(boolean graphQl) throws Exception {
        start(graphQl ? GitHubFake.builder() : GitHubFake.builder().withoutGraphQl());
        try (GitHubArtifactStore publisher = fake.open("publisher")) {
            Revision first = publisher.write(List.of(publish(1)));
            publisher.write(List.of(publish(2)));
            fake.github.repository().forcePush("main", first.toString());
            fake.commitByHand("Go on from an earlier state", Map.of("notes.txt", "x"), Set.of());

            publisher.write(List.of(publish(3)));

            assertEquals(Set.of("api-1", "api-3"), published(publisher).keySet());
            assertTrue(fake.api("reader")
                    .file("notes.txt", publisher.head().toString())
                    .isPresent());
        }
    }

    // ---- what is no longer there

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBranchThatIsGoneIsNoEmptyStore(boolean graphQl) throws Exception {
        start(graphQl ? GitHubFake.builder() : GitHubFake.builder().withoutGraphQl());
        Revision held;
        try (GitHubArtifactStore store = fake.open("gateway")) {
            held = store.write(List.of(publish(1)));
            fake.github.repository().deleteBranch("main");

            assertTrue(fails(Kind.REJECTED, store::head).getMessage().contains("is gone"));
            fails(Kind.REJECTED, () -> store.write(List.of(publish(2))));
        }
        try (GitHubArtifactStore restarted = fake.open("gateway")) {
            fails(Kind.REJECTED, restarted::head);
        }
        Revision asked = held;
        try (GitHubArtifactStore withoutItsCache = fake.open("gateway-2")) {
            ArtifactStoreException e =
                    fails(Kind.REJECTED, () -> withoutItsCache.changes(LABEL, asked, withoutItsCache.head()));
            assertTrue(e.getMessage().contains(asked.toString()), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRepositoryThatIsGoneRejectsAndKeepsWhatWasRead(boolean graphQl) throws Exception {
        start(graphQl ? GitHubFake.builder() : GitHubFake.builder().withoutGraphQl());
        try (GitHubArtifactStore store = fake.open("gateway")) {
            Revision held = store.write(List.of(publish(1)));
            fake.github.repository().delete();

            assertTrue(fails(Kind.REJECTED, store::head).getMessage().contains("check [store.github] repository"));
            fails(Kind.REJECTED, () -> store.write(List.of(publish(2))));
            try (ArtifactCursor cursor = store.snapshot(LABEL, held)) {
                assertEquals(Set.of("api-1"), bodies(cursor).keySet());
            }
        }
    }

    @Test
    void aRepositoryThatWasRenamedSaysSo() throws Exception {
        try (GitHubArtifactStore store = fake.open("gateway")) {
            store.write(List.of(publish(1)));
            fake.github.repository().rename("acme/apis");

            String message = fails(Kind.REJECTED, store::head).getMessage();

            assertTrue(message.contains("renamed") && message.contains("acme/artifacts"), message);
        }
    }

    @Test
    void aDefaultBranchThatWasRenamedIsFollowed() throws Exception {
        try (GitHubArtifactStore store = fake.open("gateway")) {
            Revision held = store.write(List.of(publish(1)));
            fake.github.repository().renameDefaultBranch("trunk");

            assertEquals(held, store.head());
            store.write(List.of(publish(2)));
            assertEquals(Set.of("api-1", "api-2"), published(store).keySet());
        }
    }

    // ---- rules

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProtectedBranchRejectsAndSaysWhatToDo(boolean graphQl) throws Exception {
        start(graphQl ? GitHubFake.builder() : GitHubFake.builder().withoutGraphQl());
        try (GitHubArtifactStore store = fake.open("publisher")) {
            store.write(List.of(publish(1)));
            fake.github
                    .faults()
                    .each(
                            graphQl ? FakeRequest::writes : r -> r.method().equals("PATCH"),
                            graphQl ? Fault.protectedBranchInGraphQl() : Fault.protectedBranch());

            String message =
                    fails(Kind.REJECTED, () -> store.write(List.of(publish(2)))).getMessage();

            assertTrue(message.contains("protect"), message);
            assertTrue(message.contains("approving review") || message.contains("pull request"), message);
            assertEquals(Set.of("api-1"), published(store).keySet());
        }
    }

    @Test
    void attributesThatKeepFilesOutOfArchivesKeepNothingFromGateways() throws Exception {
        List<ArtifactWrite> batch = new ArrayList<>(many(300));
        for (int i = 300; i < 330; i++) {
            batch.add(publish(i, "{\"log\":\"$Format:%H$\",\"n\":" + i + "}"));
        }
        try (GitHubArtifactStore publisher = fake.open("publisher")) {
            publisher.write(batch);
        }
        String attributes =
                "published/default/0*/** export-ignore\npublished/** export-subst\n" + file(1) + " export-ignore\n";
        fake.commitByHand("Attributes", Map.of(".gitattributes", attributes), Set.of());
        try (GitHubArtifactStore gateway = fake.open("gateway")) {
            Map<String, Optional<String>> published = published(gateway);

            assertEquals(330, published.size());
            assertEquals("{\"number\":1}", published.get("api-1").orElseThrow());
            assertEquals(
                    "{\"log\":\"$Format:%H$\",\"n\":311}",
                    published.get("api-311").orElseThrow());
        }
        assertTrue(fake.requests().stream().anyMatch(r -> r.rawPath().contains("legacy.tar.gz")));
    }

    @Test
    void aProxyThatBlocksTheHostOfTheArchivesCostsRequestsAndNothingElse() throws Exception {
        try (GitHubArtifactStore publisher = fake.open("publisher")) {
            publisher.write(many(150));
        }
        fake.github
                .faults()
                .each(r -> r.rawPath().contains("legacy.tar.gz"), new Fault.Status(403, Map.of(), "blocked"));
        try (GitHubArtifactStore gateway = fake.open("gateway")) {
            assertEquals(150, published(gateway).size());
        }
    }

    // ---- files edited by hand

    @Test
    void aValidEditByAPersonIsTaken() throws Exception {
        try (GitHubArtifactStore store = fake.open("gateway")) {
            Revision held = store.write(List.of(publish(1), publish(2)));
            String text = text(1, held);
            fake.commitByHand(
                    "Rename by hand",
                    Map.of(
                            file(1), text.replace("\"Api1\"", "\"Renamed\""),
                            file(2),
                                    text(2, held)
                                            .replaceAll("(?m)^ *\"(sha256|size)\".*\\R", "")
                                            .replace("\"number\": 2", "\"number\": 22")),
                    Set.of());

            Map<String, Optional<String>> changed =
                    bodies(store.changes(LABEL, held, store.head()).orElseThrow());

            assertEquals(
                    Map.of("api-1", Optional.of("{\"number\":1}"), "api-2", Optional.of("{\"number\":22}")), changed);
            assertEquals(1, store.find(ArtifactQuery.all().name("Renamed")).size());
        }
    }

    private String text(int number, Revision at) throws ArtifactStoreException {
        return new String(fake.api("reader").file(file(number), at.toString()).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void aChangedBodyIsReportedUnlessTheChangeIsMeant() throws Exception {
        try (GitHubArtifactStore store = fake.open("gateway")) {
            Revision held = store.write(List.of(publish(1), publish(2)));
            fake.commitByHand(
                    "Slip", Map.of(file(1), text(1, held).replace("\"number\": 1", "\"number\": 11")), Set.of());

            assertEquals(Map.of("api-1", Optional.empty(), "api-2", Optional.of("{\"number\":2}")), published(store));
            assertTrue(
                    fails(Kind.REJECTED, () -> store.read(key(1))).getMessage().contains("takes sha256 and size out"));
        }
    }

    @Test
    void oneDamagedFileHidesNothingFromASearch() throws Exception {
        try (GitHubArtifactStore store = fake.open("gateway")) {
            store.write(List.of(publish(1), publish(2)));
            Revision whole = store.write(List.of(publish(1, "\"second\"")));
            fake.commitByHand("Merge", Map.of(file(1), "<<<<<<< HEAD\n{}\n"), Set.of());
            fake.commitByHand("Merge again", Map.of(file(1), "<<<<<<< HEAD\n{}\n=======", file(7), "{"), Set.of());

            List<ArtifactInfo> all = store.find(ArtifactQuery.all());

            assertEquals(
                    List.of(key(1), key(2)), all.stream().map(ArtifactInfo::key).collect(Collectors.toList()));
            assertEquals(whole, all.get(0).revision());
            assertEquals(
                    "\"second\"",
                    store.read(key(1), all.get(0).revision())
                            .orElseThrow()
                            .body()
                            .asText());
            assertEquals(1, store.find(ArtifactQuery.all().name("Api2")).size());
            assertEquals(1, store.find(ArtifactQuery.all().name("Api1")).size());
            fails(Kind.REJECTED, () -> store.read(key(1)));
            fails(Kind.REJECTED, () -> store.find(ArtifactQuery.all().apiId("api-7")));
            assertEquals(2, store.history(key(1), 10).size());
        }
    }

    @Test
    void aWrongKeyIsNotTakenForDamagedFiles() throws Exception {
        fake.key = Optional.of(StoreOnFake.KEY);
        try (GitHubArtifactStore publisher = fake.open("publisher")) {
            publisher.write(many(30));
        }
        fake.key = Optional.empty();
        try (GitHubArtifactStore gateway = fake.open("gateway")) {
            fake.github.forgetRequests();
            assertTrue(fails(Kind.REJECTED, () -> gateway.find(ArtifactQuery.all()))
                    .getMessage()
                    .contains("encryption_key"));
            assertFalse(
                    fake.requests().size() > 50, "requests=" + fake.requests().size());
        }
    }
}
