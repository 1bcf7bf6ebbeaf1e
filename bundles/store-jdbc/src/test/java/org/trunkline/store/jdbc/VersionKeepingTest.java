package org.trunkline.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.Revision;
import org.trunkline.sync.testkit.Cursors;

class VersionKeepingTest {

    @TempDir
    Path directory;

    private JdbcArtifactStore keeping(int history) {
        return new JdbcArtifactStore(H2.in(directory).history(history), H2.DRIVERS);
    }

    private int rows(String table) throws Exception {
        try (Connection connection = H2.connection(H2.in(directory));
                ResultSet count = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void oldVersionsGoWithTheirBodies() throws Exception {
        try (JdbcArtifactStore store = keeping(2)) {
            for (int i = 0; i < 6; i++) {
                store.write(List.of(Samples.publish("pizza", new byte[Schema.PART_BYTES + i])));
            }

            assertEquals(2, store.history(Samples.key("pizza"), 100).size());
            assertEquals(2, rows("trunkline_version"));
            assertEquals(4, rows("trunkline_body_part"), "two bodies of two parts each");
        }
    }

    @Test
    void aSmallerHistoryTakesEffectWithTheNextWriteOfAnArtifact() throws Exception {
        try (JdbcArtifactStore store = keeping(20)) {
            for (int i = 0; i < 10; i++) {
                store.write(List.of(Samples.publish("pizza", "" + i), Samples.publish("weather", "" + i)));
            }
        }
        try (JdbcArtifactStore store = keeping(3)) {
            store.write(List.of(Samples.publish("pizza", "10")));

            assertEquals(3, store.history(Samples.key("pizza"), 100).size());
            assertEquals(10, store.history(Samples.key("weather"), 100).size());
            assertEquals(
                    "10", store.read(Samples.key("pizza")).orElseThrow().body().asText());
        }
    }

    @Test
    void aSnapshotThatLosesAVersionWhileItIsReadEndsWithConflict() throws Exception {
        int artifacts = Pages.SIZE + 10;
        try (JdbcArtifactStore store = keeping(2)) {
            for (int i = 0; i < artifacts; i++) {
                store.write(List.of(Samples.publish(String.format("api%04d", i), "" + i)));
            }
            String last = String.format("api%04d", artifacts - 1);
            try (ArtifactCursor cursor = store.snapshot(Set.of(Samples.LABEL), store.head())) {
                ArtifactEntry first = cursor.next().orElseThrow();
                assertEquals("0", first.artifact().body().asText());
                for (int i = 0; i < 3; i++) {
                    store.write(List.of(Samples.publish(last, "newer " + i)));
                }

                ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> {
                    Optional<ArtifactEntry> next = cursor.next();
                    while (next.isPresent()) {
                        assertEquals(
                                Integer.parseInt(next.get().key().id().substring(3)),
                                Integer.parseInt(next.get().artifact().body().asText()));
                        next = cursor.next();
                    }
                });
                assertEquals(Kind.CONFLICT, e.kind());
            }
        }
    }

    @Test
    void changesSinceARevisionOlderThanAllThatIsKeptAreStillExact() throws Exception {
        try (JdbcArtifactStore store = keeping(2)) {
            Revision old = store.write(List.of(Samples.publish("quiet", "never again")));
            for (int i = 0; i < 9; i++) {
                store.write(List.of(Samples.publish("pizza", "" + i)));
            }

            ArtifactCursor changes =
                    store.changes(Set.of(Samples.LABEL), old, store.head()).orElseThrow();

            assertEquals(
                    Set.of(Samples.key("pizza")), Cursors.artifacts(changes).keySet());
        }
    }

    @Test
    void bodiesOnBothSidesOfEachLimitComeBack() throws Exception {
        try (JdbcArtifactStore store = keeping(20)) {
            for (int size : new int[] {
                Schema.INLINE_BYTES,
                Schema.INLINE_BYTES + 1,
                Schema.PART_BYTES - 1,
                Schema.PART_BYTES,
                Schema.PART_BYTES + 1,
                3 * Schema.PART_BYTES
            }) {
                byte[] body = new byte[size];
                body[size - 1] = 7;
                store.write(List.of(Samples.publish("size", body)));

                assertArrayEquals(
                        body,
                        store.read(Samples.key("size")).orElseThrow().body().toByteArray());
                assertArrayEquals(
                        body,
                        Samples.published(store).get(Samples.key("size")).body().toByteArray());
            }
        }
    }
}
