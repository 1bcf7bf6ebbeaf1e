package org.trunkline.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.testkit.Cursors;

class DamagedRowsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE trunkline_version SET instruction = 'Explode' WHERE api_name = 'x' OR body_size > 100000",
                "UPDATE trunkline_version SET api_name = '' WHERE body_size > 100000",
                "UPDATE trunkline_version SET sha256 = 'nonsense' WHERE body_size > 100000",
                "UPDATE trunkline_version SET body_size = body_size - 1 WHERE body_size > 100000",
                "UPDATE trunkline_version SET body_size = 2000000000 WHERE body_size > 100000",
                "UPDATE trunkline_version SET body_size = -5 WHERE body_size > 100000",
                "UPDATE trunkline_version SET body = X'00' WHERE body_size > 100000",
                "DELETE FROM trunkline_body_part WHERE part_no = 1",
                "UPDATE trunkline_body_part SET bytes = X'' WHERE part_no = 0",
                "UPDATE trunkline_body_part SET bytes = X'00ff' WHERE part_no = 1"
            })
    void aDamagedRowIsReportedInItsPlaceAndHidesNoOther(String damage) throws Exception {
        try (JdbcArtifactStore store = new JdbcArtifactStore(H2.in(directory), H2.DRIVERS)) {
            store.write(List.of(
                    Samples.publish("a", "whole"),
                    Samples.publish("b", new byte[Schema.PART_BYTES + 1]),
                    Samples.publish("c", "whole")));
            assertEquals(1, H2.execute(H2.in(directory), damage));

            Map<String, Boolean> readable = new TreeMap<>();
            for (ArtifactEntry entry : Cursors.entries(store.snapshot(Set.of(Samples.LABEL), store.head()))) {
                readable.put(entry.key().id(), entry.readable());
            }

            assertEquals(Map.of("a", true, "b", false, "c", true), readable);
            ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> store.read(Samples.key("b")));
            assertEquals(ArtifactStoreException.Kind.REJECTED, e.kind());
            assertTrue(e.getMessage().contains("Publish the API again"), e.getMessage());
            store.write(List.of(Samples.publish("b", "mended")));
            assertEquals(
                    "mended", store.read(Samples.key("b")).orElseThrow().body().asText());
        }
    }
}
