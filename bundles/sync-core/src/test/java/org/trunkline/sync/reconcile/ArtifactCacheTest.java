package org.trunkline.sync.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

class ArtifactCacheTest {

    private static final Set<String> LABELS = Set.of("Production and Sandbox");

    @TempDir
    private Path directory;

    @Test
    void givesBackWhatItKeptAfterAReopening() throws Exception {
        Artifact hostile = artifact("..%2f..\\x/etc/passwd \u00e4\"", "body", 1);
        try (ArtifactCache cache = open()) {
            cache.keepGood(artifact("b", "old", 1));
            cache.keepGood(hostile);
            cache.keepWanted(artifact("b", "new", 2));
            cache.keepGood(artifact("c", "x", 2));
            cache.remove(key("c"));
            cache.checkpoint(Optional.of(Revision.of("r2")));
        }

        try (ArtifactCache cache = open()) {
            assertTrue(cache.complete());
            assertEquals(Optional.of(Revision.of("r2")), cache.held());
            assertEquals(Set.of(key("b"), hostile.key()), cache.artifacts().keySet());
            CachedArtifact b = cache.artifacts().get(key("b"));
            assertEquals(
                    "old",
                    cache.read(b.good().orElseThrow()).orElseThrow().body().asText());
            assertEquals(
                    "new",
                    cache.read(b.wanted().orElseThrow()).orElseThrow().body().asText());
            assertEquals(Optional.of(hostile), cache.read(hostile.info()));
        }
    }

    @Test
    void belongsToItsSourceAndItsLabels() throws Exception {
        fill();

        try (ArtifactCache cache = ArtifactCache.open(directory, "source", Set.of("other"))) {
            assertTrue(cache.artifacts().isEmpty());
            assertFalse(cache.complete());
        }
        fill();
        try (ArtifactCache cache = ArtifactCache.open(directory, "another", LABELS)) {
            assertTrue(cache.artifacts().isEmpty());
        }
        assertEquals(0, objects(), "what belonged to the other is swept away");
    }

    @Test
    void isEitherOldOrNewWhereverTheJournalWasCut() throws Exception {
        fill();
        Path journal = directory.resolve("journal");
        byte[] whole = Files.readAllBytes(journal);
        try (ArtifactCache cache = open()) {
            cache.keepGood(artifact("a", "two", 2));
            cache.checkpoint(Optional.of(Revision.of("r2")));
        }
        byte[] longer = Files.readAllBytes(journal);

        for (int end = whole.length; end < longer.length; end += 7) {
            Files.write(journal, Arrays.copyOf(longer, end));
            try (ArtifactCache cache = open()) {
                assertEquals(Optional.of(Revision.of("r1")), cache.held(), "cut at " + end);
                assertTrue(cache.complete());
                assertEquals(Set.of(key("a")), cache.artifacts().keySet());
            }
        }
    }

    @Test
    void aDamagedLineEndsTheJournalAndTheRestIsWrittenAnew() throws Exception {
        fill();
        Path journal = directory.resolve("journal");
        int sound = Files.readAllBytes(journal).length;
        try (ArtifactCache cache = open()) {
            cache.keepGood(artifact("b", "x", 2));
            cache.checkpoint(Optional.of(Revision.of("r2")));
        }
        byte[] bytes = Files.readAllBytes(journal);
        bytes[sound + 20] ^= 1;
        Files.write(journal, bytes);

        try (ArtifactCache cache = open()) {
            assertEquals(Optional.of(Revision.of("r1")), cache.held());
            cache.keepGood(artifact("c", "y", 3));
        }
        try (ArtifactCache cache = open()) {
            assertEquals(Set.of(key("a"), key("c")), cache.artifacts().keySet());
        }
    }

    @Test
    void aDamagedBodyIsDroppedAndTheCacheIsNoLongerComplete() throws Exception {
        fill();
        try (Stream<Path> files = Files.walk(directory.resolve("objects"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Files.writeString(file, "tw0");
            }
        }

        try (ArtifactCache cache = open()) {
            ArtifactInfo info = cache.artifacts().get(key("a")).good().orElseThrow();
            assertEquals(Optional.empty(), cache.read(info));
            assertFalse(cache.holds(info));
            assertFalse(cache.complete());
        }
        try (ArtifactCache cache = open()) {
            assertFalse(cache.complete());
            assertEquals(Optional.empty(), cache.held());
        }
    }

    @Test
    void deletesBodiesWithTheirLastUse() throws Exception {
        try (ArtifactCache cache = open()) {
            cache.keepGood(artifact("a", "shared", 1));
            cache.keepGood(artifact("b", "shared", 1));
            assertEquals(1, objects());
            cache.keepGood(artifact("a", "own", 2));
            assertEquals(2, objects());
            cache.remove(key("b"));
            assertEquals(1, objects());
        }
    }

    @Test
    void staysSmallHoweverOftenOneArtifactChanges() throws Exception {
        try (ArtifactCache cache = open()) {
            for (int i = 0; i < 5000; i++) {
                cache.keepGood(artifact("a", "body " + i, i));
                cache.checkpoint(Optional.of(Revision.of("r" + i)));
            }
        }

        assertTrue(Files.size(directory.resolve("journal")) < 1_000_000);
        assertEquals(1, objects());
        try (ArtifactCache cache = open()) {
            assertEquals(Optional.of(Revision.of("r4999")), cache.held());
        }
    }

    @Test
    void aDirectoryThatIsUsedAlreadyIsRefusedByName() throws Exception {
        try (ArtifactCache cache = open()) {
            assertFalse(cache.complete());
            IOException e = assertThrows(IOException.class, this::open);
            assertTrue(e.getMessage().contains(directory.toString()), e.getMessage());
            assertTrue(e.getMessage().contains("cache_directory"), e.getMessage());
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefusedByName() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        IOException e =
                assertThrows(IOException.class, () -> ArtifactCache.open(file.resolve("cache"), "source", LABELS));

        assertTrue(e.getMessage().contains("file"), e.getMessage());
    }

    private void fill() throws IOException {
        try (ArtifactCache cache = open()) {
            cache.keepGood(artifact("a", "one", 1));
            cache.checkpoint(Optional.of(Revision.of("r1")));
        }
    }

    private ArtifactCache open() throws IOException {
        return ArtifactCache.open(directory, "source", LABELS);
    }

    private long objects() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("objects"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static ArtifactKey key(String id) {
        return ArtifactKey.synapse("Production and Sandbox", id);
    }

    private static Artifact artifact(String id, String text, int revision) {
        ArtifactBody body = ArtifactBody.of(text);
        return new Artifact(
                new ArtifactInfo(
                        key(id),
                        Instruction.PUBLISH,
                        ApiIdentity.of("Pizza \u00e4", "1.0.0", "carbon.super").providedBy("admin"),
                        Revision.of("r" + revision),
                        Instant.parse("2026-11-22T10:00:00.123456789Z"),
                        Optional.of("alice"),
                        body.size(),
                        body.sha256()),
                body);
    }
}
