package org.trunkline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.document.GatewayDocument;

class SyncBenchTest {

    @TempDir
    Path directory;

    /** A logger is forgotten when nobody holds it, and its level with it. */
    private final Logger root = Logger.getLogger("");

    @BeforeEach
    void keepQuiet() {
        root.setLevel(Level.WARNING);
    }

    @Test
    void aSmallRunMeasuresEverythingAndLeavesNothingBehind() throws Exception {
        Options options = Options.parse(List.of(
                "sync",
                "--artifacts",
                "5",
                "--large",
                "8",
                "--publishes",
                "3",
                "--seed",
                "7",
                "--dir",
                directory.toString()));

        Report report = new SyncBench(options, progress -> {}, 5).run();

        String table = report.toTable();
        for (String expected : List.of(
                "seed       7",
                "save 5 new artifacts, each",
                "retrieveArtifact, each of 5",
                "retrieveAllArtifacts, all 5 at once",
                "publish to served",
                "cold start with 5, nothing cached",
                "cold start with 8, nothing cached",
                "restart with 8, all of it cached",
                "heap in use by a gateway with 8 APIs",
                Wso2Statements.NAME)) {
            assertTrue(table.contains(expected), () -> "'" + expected + "' is not in\n" + table);
        }
        for (StoreKind kind : StoreKind.values()) {
            assertTrue(table.contains(kind.toString()), () -> "'" + kind + "' is not in\n" + table);
        }
        JsonObject json = JsonParser.parseString(report.toJson()).getAsJsonObject();
        assertFalse(json.getAsJsonArray("figures").isEmpty());
        assertEquals("7", json.get("seed").getAsString());
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aSampleIsADocumentOfTenKilobytesAndTheSameForTheSameSeed() throws Exception {
        SampleApis samples = new SampleApis(7);

        GatewayDocument document = GatewayDocument.parse(samples.write(3, 0).body());

        assertEquals(samples.id(3), document.apiId());
        assertEquals(SampleApis.BYTES, samples.write(3, 1).body().size());
        assertEquals(samples.document(3, 0), new SampleApis(7).document(3, 0));
        assertFalse(samples.document(3, 0).equals(samples.document(3, 1)));
        assertFalse(samples.document(3, 0).equals(new SampleApis(8).document(3, 0)));
    }
}
