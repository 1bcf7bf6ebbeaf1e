package org.trunkline.store.github.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.store.github.ImportPlan;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** A repository that apim-artifact-synchronizer-github wrote. */
class FormerLayoutTest {

    private static final String LABEL = "Production and Sandbox";
    private static final ArtifactKey PIZZA = ArtifactKey.synapse(LABEL, "pizza-id");
    private static final ArtifactKey WEATHER = ArtifactKey.synapse(LABEL, "weather-id");

    @TempDir
    Path folder;

    private StoreOnFake fake;

    @BeforeEach
    void start() throws Exception {
        fake = new StoreOnFake(GitHubFake.builder().unchecked(), folder);
        fake.pollInterval = Duration.ofHours(1);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private static String document(String id, String name, String more) {
        return "{\"apiId\":\"" + id + "\",\"name\":\"" + name
                + "\",\"version\":\"1.0.0\",\"tenantDomain\":\"carbon.super\"" + more + "}";
    }

    private void formerSave(String id, String name, String more, String instruction) throws Exception {
        fake.commitByHand(
                name + ":v1.0.0:@carbon.super::" + instruction + ";[" + LABEL + "]",
                Map.of("Production_and_Sandbox/" + id + ".json", document(id, name, more)),
                Set.of());
    }

    private static Map<ArtifactKey, String> published(GitHubArtifactStore store) throws Exception {
        Map<ArtifactKey, String> found = new TreeMap<>();
        try (ArtifactCursor cursor = store.snapshot(Set.of(LABEL), store.head())) {
            for (Optional<ArtifactEntry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                ArtifactEntry entry = next.get();
                String body = entry.readable() ? entry.artifact().body().asText() : "unreadable";
                assertEquals(null, found.put(entry.key(), body), "twice: " + entry.key());
            }
        }
        return found;
    }

    @Test
    void whatItSavedIsReadAsItIs() throws Exception {
        formerSave("pizza-id", "Pizza", ",\"x\":1", "Publish");
        formerSave("weather-id", "Weather", "", "Publish");
        formerSave("weather-id", "Weather", ",\"r\":1", "Remove");
        fake.commitByHand("Tidy up", Map.of("docs.md", "x"), Set.of());
        try (GitHubArtifactStore store = fake.open("gateway")) {
            assertEquals(Map.of(PIZZA, document("pizza-id", "Pizza", ",\"x\":1")), published(store));
            Artifact pizza = store.read(PIZZA).orElseThrow();
            assertEquals(
                    ApiIdentity.of("Pizza", "1.0.0", "carbon.super"),
                    pizza.info().api());
            assertEquals(
                    Instruction.REMOVE, store.read(WEATHER).orElseThrow().info().instruction());
            assertEquals(2, store.find(ArtifactQuery.all()).size());
            assertEquals(Optional.empty(), store.read(ArtifactKey.synapse("Production_and_Sandbox", "pizza-id")));
        }
    }

    @Test
    void aRemovalThatChangedNoFileIsSeen() throws Exception {
        formerSave("pizza-id", "Pizza", "", "Publish");
        try (GitHubArtifactStore store = fake.open("gateway")) {
            var held = store.head();
            assertEquals(Set.of(PIZZA), published(store).keySet());

            formerSave("pizza-id", "Pizza", "", "Remove");

            assertEquals(Optional.empty(), store.changes(Set.of(LABEL), held, store.head()));
            assertEquals(Map.of(), published(store));
        }
    }

    @Test
    void anApiThatWasMadeAnewIsToldFromTheOneBefore() throws Exception {
        formerSave("old-id", "Pizza", ",\"o\":1", "Publish");
        formerSave("old-id", "Pizza", ",\"o\":2", "Remove");
        formerSave("pizza-id", "Pizza", "", "Publish");
        try (GitHubArtifactStore store = fake.open("gateway")) {
            assertEquals(Set.of(PIZZA), published(store).keySet());
        }
    }

    @Test
    void theLogIsReadByThePageAndNotByTheFile() throws Exception {
        for (int i = 0; i < 40; i++) {
            formerSave("id-" + i, "Api" + i, "", "Publish");
        }
        try (GitHubArtifactStore store = fake.open("gateway")) {
            fake.github.forgetRequests();

            assertEquals(
                    40,
                    published(store).values().stream()
                            .filter(body -> body.contains("apiId"))
                            .count());

            assertTrue(fake.requests().size() <= 4, () -> "requests: " + fake.requests());
        }
    }

    @Test
    void ourLayoutWinsWhereBothHoldAKey() throws Exception {
        formerSave("pizza-id", "Pizza", "", "Publish");
        ArtifactWrite ours = ArtifactWrite.of(
                PIZZA, Instruction.PUBLISH, ApiIdentity.of("Pizza", "1.0.0", "carbon.super"), ArtifactBody.of("new"));
        try (GitHubArtifactStore store = fake.open("publisher")) {
            assertThrows(ArtifactStoreException.class, () -> store.write(java.util.List.of(ours.expectingAbsent())));
            store.write(java.util.List.of(ours));

            assertEquals(Map.of(PIZZA, "new"), published(store));
            assertEquals(1, store.find(ArtifactQuery.all()).size());
        }
    }

    @Test
    void anImportShowsWhatItWouldDoAndDoesItInOneCommit() throws Exception {
        formerSave("pizza-id", "Pizza", "", "Publish");
        formerSave("weather-id", "Weather", "", "Remove");
        String last =
                fake.commitByHand("Broken by hand", Map.of("Production_and_Sandbox/broken.json", "<<<<"), Set.of());
        try (GitHubArtifactStore store = fake.open("publisher")) {
            ImportPlan plan = store.formerImport().plan();

            assertEquals(last, store.head().toString(), "planning changed something");
            assertEquals(2, plan.moves().size());
            assertEquals(
                    "Production_and_Sandbox/pizza-id.json", plan.moves().get(0).from());
            assertTrue(
                    plan.moves().get(0).to().startsWith("published/"),
                    plan.moves().get(0).to());
            assertTrue(
                    plan.moves().get(1).to().startsWith("removed/"),
                    plan.moves().get(1).to());
            assertEquals(
                    Set.of("Production_and_Sandbox/broken.json"),
                    plan.unreadable().keySet());
            String before = store.read(PIZZA).orElseThrow().body().asText();

            String commit = store.formerImport().run().toString();

            assertEquals(commit, store.head().toString());
            assertEquals(last, fake.api("reader").commit(commit).parents().get(0));
            assertEquals(before, store.read(PIZZA).orElseThrow().body().asText());
            assertEquals(
                    Instruction.REMOVE, store.read(WEATHER).orElseThrow().info().instruction());
            assertTrue(fake.api("reader")
                    .file("Production_and_Sandbox/pizza-id.json", commit)
                    .isEmpty());
            assertEquals(commit, store.formerImport().run().toString(), "a second import has nothing to do");
        }
    }

    @Test
    void whatCannotBeReadIsReportedAndHidesNoOther() throws Exception {
        formerSave("pizza-id", "Pizza", "", "Publish");
        fake.commitByHand("By hand", Map.of("Production_and_Sandbox/broken.json", "<<<<"), Set.of());
        ArtifactKey broken = ArtifactKey.synapse(LABEL, "broken");
        try (GitHubArtifactStore store = fake.open("gateway")) {
            assertEquals("unreadable", published(store).get(broken));
            assertEquals(2, published(store).size());
            ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store.read(broken));
            assertEquals(ArtifactStoreException.Kind.REJECTED, e.kind());
        }
    }
}
