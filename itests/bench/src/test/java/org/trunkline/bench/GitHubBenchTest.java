package org.trunkline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubBenchTest {

    @TempDir
    Path directory;

    /** A logger is forgotten when nobody holds it, and its level with it. */
    private final Logger root = Logger.getLogger("");

    @BeforeEach
    void keepQuiet() {
        root.setLevel(Level.WARNING);
    }

    @Test
    void aSmallRunCountsEverythingAndLeavesNothingBehind() throws Exception {
        Options options = Options.parse(List.of(
                "github",
                "--artifacts",
                "5",
                "--large",
                "8",
                "--saves",
                "3",
                "--seed",
                "7",
                "--dir",
                directory.toString()));

        GitHubReport report = new GitHubBench(options, progress -> {}, new GitHubBench.Extents(1, 1, 20)).run();

        String table = report.toTable();
        Map<String, GitHubRow> rows =
                report.rows().stream().collect(Collectors.toMap(GitHubRow::operation, Function.identity()));
        assertRequests(rows, "cold start, 5", 4, 6);
        assertRequests(rows, "cold start, 8", 4, 9);
        assertRequests(rows, "warm restart of 8, nothing changed", 1, 9);
        assertRequests(rows, "8 changes of 8, catch-up", 6, 9);
        assertRequests(rows, "retrieve one after its event", 1, 2);
        assertRequests(rows, "idle poll", 1, 0);
        assertRequests(rows, "save one", 1, 2);
        assertRequests(rows, "save one, no GraphQL", 3, 2);
        assertRequests(rows, "20 saves from 20 threads", 12, 40);
        for (String row :
                List.of("20 saves from 20 threads", "20 saves from 16 threads", "2 publishers, 3 saves each, racing")) {
            assertEquals(Optional.of(true), rows.get(row).reached(), table);
        }
        assertTrue(table.contains("seed       7"), table);
        assertTrue(rows.get("idle poll").ours().remark().equals("304"), table);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
        JsonObject json = JsonParser.parseString(report.toJson()).getAsJsonObject();
        assertEquals("7", json.get("seed").getAsString());
        assertEquals(report.rows().size(), json.getAsJsonArray("rows").size());
    }

    private static void assertRequests(Map<String, GitHubRow> rows, String operation, int most, int naive) {
        GitHubRow row = rows.get(operation);
        assertTrue(row.ours().requests() >= 1 && row.ours().requests() <= most, row::toString);
        assertEquals(naive, row.naive().requests(), row::toString);
    }
}
