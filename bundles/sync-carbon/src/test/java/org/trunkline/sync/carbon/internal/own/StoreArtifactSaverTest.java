package org.trunkline.sync.carbon.internal.own;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.carbon.internal.Documents;
import org.trunkline.sync.carbon.internal.RecordedEvents;
import org.trunkline.sync.publish.StoreSink;
import org.trunkline.sync.testkit.InMemoryArtifactStore;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

class StoreArtifactSaverTest {

    private static final String LABEL = "Production and Sandbox";
    private static final String ID = "6f2a1c5e";
    private static final long LIMIT = 100_000;

    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final RecordedEvents events = new RecordedEvents();
    private final StoreArtifactSaver saver = new StoreArtifactSaver(
            "DBSaver", new StoreSink("DBSaver", store, events, LIMIT), store, new Retries(new ManualTime()), LIMIT);

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void answersToTheConfiguredName() {
        assertEquals("DBSaver", saver.getName());
    }

    @Nested
    class Save {

        @Test
        void keepsTheArtifactByteForByteUnderItsApiAndLabel() throws Exception {
            String document = Documents.api(ID, "Pizza", "1.0.0", "carbon.super", "/käse/\uD83C\uDF55");

            saver.saveArtifact(document, LABEL, "Publish");

            Artifact artifact = store.read(ArtifactKey.synapse(LABEL, ID)).orElseThrow();
            assertArrayEquals(
                    document.getBytes(StandardCharsets.UTF_8), artifact.body().toByteArray());
            assertEquals(Instruction.PUBLISH, artifact.info().instruction());
            assertEquals("Pizza:1.0.0@carbon.super", artifact.info().api().toString());
            assertEquals(1, events.published().size());
        }

        @Test
        void keepsATombstoneReadable() throws Exception {
            saver.saveArtifact(Documents.pizza(ID), LABEL, "Publish");
            saver.saveArtifact(Documents.tombstone(ID), LABEL, "Remove");

            Artifact artifact = store.read(ArtifactKey.synapse(LABEL, ID)).orElseThrow();
            assertEquals(Instruction.REMOVE, artifact.info().instruction());
            assertEquals(Documents.tombstone(ID), artifact.body().asText());
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "null",
                value = {"null,gold,Publish", "'',gold,Publish", "{},null,Publish", "{},' ',Publish", "{},gold,null"})
        void refusesWhatIsMissingWithTheCheckedException(String document, String label, String instruction) {
            ArtifactSynchronizerException e = assertThrows(
                    ArtifactSynchronizerException.class, () -> saver.saveArtifact(document, label, instruction));

            assertTrue(e.getMessage().contains("is missing"), e::getMessage);
        }

        @ParameterizedTest
        @ValueSource(strings = {"publish", "ANY", "Deploy"})
        void refusesAnInstructionThatIsNone(String instruction) {
            ArtifactSynchronizerException e = assertThrows(
                    ArtifactSynchronizerException.class,
                    () -> saver.saveArtifact(Documents.pizza(ID), LABEL, instruction));

            assertEquals(
                    "DBSaver did not save an artifact for label 'Production and Sandbox': Unknown instruction '"
                            + instruction + "'; possible: Publish, Remove",
                    e.getMessage());
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"name\":", "[]", "{\"name\":\"Pizza\"}", "null", "{\"apiId\":\"../../etc/passwd\"}"})
        void refusesWhatIsNoDocumentAndKeepsWhatWasThere(String document) throws Exception {
            saver.saveArtifact(Documents.pizza(ID), LABEL, "Publish");

            assertThrows(ArtifactSynchronizerException.class, () -> saver.saveArtifact(document, LABEL, "Publish"));

            assertEquals(
                    Documents.pizza(ID),
                    store.read(ArtifactKey.synapse(LABEL, ID))
                            .orElseThrow()
                            .body()
                            .asText());
        }

        @Test
        void refusesAnApiIdThatIsAPath() {
            String document = Documents.pizza("../../etc/passwd");

            assertThrows(ArtifactSynchronizerException.class, () -> saver.saveArtifact(document, LABEL, "Publish"));
        }

        @Test
        void refusesALabelOf300Characters() {
            ArtifactSynchronizerException e = assertThrows(
                    ArtifactSynchronizerException.class,
                    () -> saver.saveArtifact(Documents.pizza(ID), "x".repeat(300), "Publish"));

            assertTrue(
                    e.getMessage().endsWith("The gateway label must have 1 to 255 characters, it has 300"),
                    e::getMessage);
        }

        @Test
        void refusesAnArtifactOverTheLimitAndNamesTheLimit() {
            String document = Documents.api(ID, "Pizza", "1.0.0", "carbon.super", "/" + "é".repeat((int) LIMIT / 2));

            ArtifactSynchronizerException e = assertThrows(
                    ArtifactSynchronizerException.class, () -> saver.saveArtifact(document, LABEL, "Publish"));

            assertTrue(e.getMessage().contains("100000 are allowed (max_artifact_size in [sync])"), e::getMessage);
        }

        @Test
        void refusesTextThatUtf8CannotHoldInsteadOfChangingIt() {
            String document = Documents.api(ID, "Pizza", "1.0.0", "carbon.super", "/\uD83C");

            assertThrows(ArtifactSynchronizerException.class, () -> saver.saveArtifact(document, LABEL, "Publish"));
        }

        @Test
        void throwsTheCheckedExceptionWhenTheStoreIsAway() {
            store.goAway();

            ArtifactSynchronizerException e = assertThrows(
                    ArtifactSynchronizerException.class,
                    () -> saver.saveArtifact(Documents.pizza(ID), LABEL, "Publish"));

            assertEquals(
                    "DBSaver did not save an artifact for label 'Production and Sandbox': "
                            + "The store in memory was told to be away",
                    e.getMessage());
            assertEquals(List.of(), events.published());
        }

        @Test
        void throwsTheCheckedExceptionForAFaultInTheProgram() {
            ArtifactSink broken = new ArtifactSink() {
                @Override
                public String name() {
                    return "broken";
                }

                @Override
                public Optional<Revision> publish(List<ArtifactWrite> batch) {
                    throw new IllegalStateException("a bug");
                }
            };
            StoreArtifactSaver faulty =
                    new StoreArtifactSaver("DBSaver", broken, store, new Retries(new ManualTime()), LIMIT);

            assertThrows(
                    ArtifactSynchronizerException.class,
                    () -> faulty.saveArtifact(Documents.pizza(ID), LABEL, "Publish"));
        }
    }

    @Nested
    class IsApiPublished {

        @Test
        void isTrueIfAnyLabelHasItPublished() throws Exception {
            saver.saveArtifact(Documents.pizza(ID), "silver", "Publish");
            saver.saveArtifact(Documents.tombstone(ID), "gold", "Remove");

            assertTrue(saver.isAPIPublished(ID));
        }

        @Test
        void isFalseIfThereAreOnlyTombstones() throws Exception {
            saver.saveArtifact(Documents.pizza(ID), "gold", "Publish");
            saver.saveArtifact(Documents.tombstone(ID), "gold", "Remove");

            assertFalse(saver.isAPIPublished(ID));
        }

        @Test
        void isFalseIfThereIsNoMoreThanAnArchiveOfIt(@TempDir Path folder) throws Exception {
            saver.saveArtifact(ID, "Pizza", "1.0.0", "rev-1", "carbon.super", zip(folder, 10));

            assertFalse(saver.isAPIPublished(ID));
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", " ", "unknown"})
        void isFalseForWhatIsNoApi(String apiId) {
            assertFalse(saver.isAPIPublished(apiId));
        }

        @Test
        void isTrueWhileTheStoreCannotTellSoThatNoRemovalIsLeftOut() {
            store.goAway();

            assertTrue(saver.isAPIPublished(ID));
        }
    }

    @Nested
    class RevisionArchives {

        @TempDir
        Path folder;

        @Test
        void areKeptByteForByteUnderTheirApiAndRevision() throws Exception {
            File archive = zip(folder, 50_000);

            saver.saveArtifact(ID, "Pizza", "1.0.0", "rev-1", "acme.com", archive);

            Artifact artifact =
                    store.read(ArtifactKey.revisionArchive(ID, "rev-1")).orElseThrow();
            assertArrayEquals(
                    Files.readAllBytes(archive.toPath()), artifact.body().toByteArray());
            assertEquals("acme.com", artifact.info().api().tenant());
        }

        @Test
        void areRefusedOverTheLimit() throws Exception {
            File archive = zip(folder, (int) LIMIT + 1);

            ArtifactSynchronizerException e = assertThrows(
                    ArtifactSynchronizerException.class,
                    () -> saver.saveArtifact(ID, "Pizza", "1.0.0", "rev-1", "carbon.super", archive));

            assertTrue(e.getMessage().contains("max_artifact_size"), e::getMessage);
        }

        @Test
        void areRefusedWithTheCheckedExceptionWhenTheFileIsMissing() {
            File missing = folder.resolve("missing.zip").toFile();

            assertThrows(
                    ArtifactSynchronizerException.class,
                    () -> saver.saveArtifact(ID, "Pizza", "1.0.0", "rev-1", "carbon.super", missing));
            assertThrows(
                    ArtifactSynchronizerException.class,
                    () -> saver.saveArtifact(ID, "Pizza", "1.0.0", "rev-1", "carbon.super", null));
        }

        @Test
        void areRemovedOneByOneOrAllTogether() throws Exception {
            for (String revision : List.of("rev-1", "rev-2", "rev-3")) {
                saver.saveArtifact(ID, "Pizza", "1.0.0", revision, "carbon.super", zip(folder, 10));
            }

            saver.removeArtifact(ID, "Pizza", "1.0.0", "rev-2", "carbon.super");
            assertEquals(List.of("rev-1", "rev-3"), keptRevisions());

            saver.removeArtifact(ID, "Pizza", "1.0.0", "carbon.super");
            assertEquals(List.of(), keptRevisions());
        }

        @Test
        void thatWereNeverKeptNeedNoRemoval() throws Exception {
            saver.removeArtifact(ID, "Pizza", "1.0.0", "Current", "carbon.super");

            assertEquals(Optional.empty(), store.read(ArtifactKey.revisionArchive(ID, "Current")));
        }

        private List<String> keptRevisions() throws Exception {
            return store.find(ArtifactQuery.all().apiId(ID).instruction(Instruction.PUBLISH)).stream()
                    .map(info -> info.key().id())
                    .collect(Collectors.toList());
        }
    }

    private static File zip(Path folder, int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return Files.write(folder.resolve("revision.zip"), bytes).toFile();
    }
}
