package org.trunkline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

        GitHubReport report = new GitHubBench(options, progress -> {}).run();

        String table = report.toTable();
        System.out.println(table);
        assertEquals(11, report.rows().size(), table);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
        JsonObject json = JsonParser.parseString(report.toJson()).getAsJsonObject();
        assertEquals("7", json.get("seed").getAsString());
        assertEquals(11, json.getAsJsonArray("rows").size());
    }
}
