package org.trunkline.store.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.Revision;

/** What becomes of the directory, and what is said when it is not what it should be. */
class StoreDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void aStoreThatHasGoneIsAwayAndNotEmpty() throws Exception {
        Path directory = parent.resolve("mount");
        try (FileArtifactStore store = Stores.open(directory)) {
            Revision head = store.write(List.of(Stores.publish(Stores.PIZZA, "kept")));
            Path elsewhere = Files.move(directory, parent.resolve("elsewhere"));
            Files.createDirectory(directory);

            assertFails(Kind.UNAVAILABLE, "mounted", store::head);
            assertFails(Kind.UNAVAILABLE, "mounted", () -> store.read(Stores.PIZZA));
            assertFails(Kind.UNAVAILABLE, "mounted", () -> store.write(List.of(Stores.publish(Stores.PIZZA, "lost"))));
            assertEquals(Set.of(), names(directory));

            Files.delete(directory);
            Files.move(elsewhere, directory);
            assertEquals(head, store.head());
            assertEquals("kept", store.read(Stores.PIZZA).orElseThrow().body().asText());
        }
    }

    @Test
    void withoutLeaveToMakeAStoreADirectoryWithoutOneIsAnErrorAndStaysAsItWas() throws Exception {
        FileStoreSettings settings = new FileStoreSettings(parent, 20, Duration.ofSeconds(1), false);
        try (FileArtifactStore store = new FileArtifactStore(settings, new LocalDisk(), Duration.ofHours(1))) {
            assertFails(Kind.UNAVAILABLE, "create = false", store::head);
            assertFails(
                    Kind.UNAVAILABLE, "create = false", () -> store.write(List.of(Stores.publish(Stores.PIZZA, "x"))));
            assertEquals(Set.of(), names(parent));
        }
    }

    @Test
    void twoStoresHaveDifferentRevisions() throws Exception {
        try (FileArtifactStore one = Stores.open(parent.resolve("one"));
                FileArtifactStore other = Stores.open(parent.resolve("other"))) {
            Revision revision = one.write(List.of(Stores.publish(Stores.PIZZA, "x")));
            Revision head = other.write(List.of(Stores.publish(Stores.PIZZA, "x")));

            assertFalse(revision.equals(head));
            assertEquals(Optional.empty(), other.changes(Set.of(Stores.LABEL), revision, head));
            assertFails(Kind.REJECTED, "not one of the store", () -> other.read(Stores.PIZZA, revision));
        }
    }

    @Test
    void aHeadThatIsLostOrDamagedIsNamedAndNothingIsBuiltOverTheRest() throws Exception {
        Layout layout = new Layout(parent);
        try (FileArtifactStore store = Stores.open(parent)) {
            store.write(List.of(Stores.publish(Stores.PIZZA, "kept")));
        }
        byte[] head = Files.readAllBytes(layout.head());
        byte[] damaged = head.clone();
        damaged[head.length / 2] ^= 1;
        try (FileArtifactStore store = Stores.open(parent)) {
            Files.delete(layout.head());
            assertFails(Kind.REJECTED, layout.head().toString(), store::head);
            assertFails(
                    Kind.REJECTED,
                    layout.head().toString(),
                    () -> store.write(List.of(Stores.publish(Stores.PIZZA, "over it"))));

            for (byte[] bytes : List.of(damaged, new byte[0], new byte[head.length])) {
                Files.write(layout.head(), bytes);
                assertFails(Kind.REJECTED, layout.head().toString(), store::head);
                assertFails(
                        Kind.REJECTED,
                        layout.head().toString(),
                        () -> store.write(List.of(Stores.publish(Stores.PIZZA, "over it"))));
            }

            Files.write(layout.head(), head);
            assertEquals("kept", store.read(Stores.PIZZA).orElseThrow().body().asText());
        }
    }

    @Test
    void aDamagedNodeIsNamedAndIsNeverAnsweredAround() throws Exception {
        Layout layout = new Layout(parent);
        try (FileArtifactStore store = Stores.open(parent)) {
            Revision head = store.write(List.of(Stores.publish(Stores.PIZZA, "kept")));
            Path node = onlyFile(layout.nodes());
            byte[] bytes = Files.readAllBytes(node);

            Files.write(node, new byte[] {1, 2, 3});
            assertFails(Kind.REJECTED, node.toString(), () -> store.read(Stores.PIZZA));
            assertFails(Kind.REJECTED, node.toString(), () -> store.snapshot(Set.of(Stores.LABEL), head));
            assertFails(
                    Kind.REJECTED, node.toString(), () -> store.write(List.of(Stores.publish(Stores.PIZZA, "new"))));
            Files.delete(node);
            assertFails(Kind.REJECTED, node.toString(), () -> store.read(Stores.PIZZA));

            Files.write(node, bytes);
            assertEquals(head, store.read(Stores.PIZZA).orElseThrow().info().revision());
        }
    }

    @Test
    void aMissingBodyIsNamedInItsPlaceAndComesBackWhenItIsPublishedAgain() throws Exception {
        Layout layout = new Layout(parent);
        try (FileArtifactStore store = Stores.open(parent)) {
            store.write(List.of(Stores.publish(Stores.PIZZA, "the same body")));
            Path body =
                    layout.body(store.read(Stores.PIZZA).orElseThrow().body().sha256());
            for (byte[] bytes : List.of(new byte[0], "the same bodY".getBytes("UTF-8"), new byte[100])) {
                Files.write(body, bytes);
                assertFails(Kind.REJECTED, body.toString(), () -> store.read(Stores.PIZZA));
            }
            Files.delete(body);
            assertFails(Kind.REJECTED, body.toString(), () -> store.read(Stores.PIZZA));

            Files.write(body, "the same bodY".getBytes("UTF-8"));
            store.write(List.of(Stores.publish(Stores.PIZZA, "the same body")));

            assertEquals(
                    "the same body",
                    store.read(Stores.PIZZA).orElseThrow().body().asText());
        }
    }

    @Test
    void namesOnTheDiskAreMadeOfNothingThatCameFromOutside() throws Exception {
        Path directory = parent.resolve("store");
        try (FileArtifactStore store = Stores.open(directory)) {
            for (String name : List.of("../../escaped", "/etc/passwd", "CON", "a\\b", "\u20ac".repeat(255), "..")) {
                store.write(List.of(Stores.publish(ArtifactKey.synapse(name, name), name)));
            }
        }

        assertEquals(Set.of("store"), names(parent));
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.filter(path -> !path.equals(directory)).collect(Collectors.toList())) {
                assertTrue(
                        each.getFileName().toString().matches("head|lock|tmp|nodes|bodies|[0-9a-f]{2}|[0-9a-f]{64}"),
                        each.toString());
            }
        }
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.sorted(Comparator.naturalOrder()).collect(Collectors.toList());
            assertEquals(1, all.size(), all.toString());
            return all.get(0);
        }
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private interface Asked {
        void run() throws Exception;
    }

    private static void assertFails(Kind kind, String says, Asked asked) {
        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, asked::run);
        assertEquals(kind, e.kind(), e.getMessage());
        assertTrue(e.getMessage().contains(says), e.getMessage());
    }
}
