package org.trunkline.store.github.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.testkit.HostileNames;

class ArtifactPathsTest {

    private final ArtifactPaths paths = new ArtifactPaths("");

    private static ArtifactKey label(String label, String id) {
        return ArtifactKey.synapse(label, id);
    }

    @Test
    void aPersonCanReadThePath() {
        String published = paths.path(label("Production and Sandbox", "7fbc-pizza"), Instruction.PUBLISH);
        assertTrue(
                published.matches("published/Production%20and%20Sandbox~[0-9a-f]{8}/[0-9a-f]{2}/7fbc-pizza\\.json"),
                published);
        String path = paths.path(label("internal", "7fbc-pizza"), Instruction.REMOVE);
        assertTrue(path.matches("removed/internal/[0-9a-f]{2}/7fbc-pizza\\.json"), path);
        String archive = paths.path(ArtifactKey.revisionArchive("7fbc-pizza", "rev-1"), Instruction.PUBLISH);
        assertTrue(archive.matches("archives/[0-9a-f]{2}/7fbc-pizza/rev-1\\.json"), archive);
    }

    @Test
    void hostileNamesGoThereAndBackAndNeverMeet() {
        Map<String, ArtifactKey> seen = new HashMap<>();
        for (String name : HostileNames.ALL) {
            for (ArtifactKey key : List.of(
                    label(name, name),
                    label(name, "id"),
                    label("label", name),
                    ArtifactKey.revisionArchive(name, "x"))) {
                assertGoesThereAndBack(key, seen);
            }
        }
    }

    @Test
    void anyNamesGoThereAndBackAndNeverMeet() {
        long seed = new Random().nextLong();
        System.out.println("ArtifactPathsTest: names with seed " + seed);
        Random random = new Random(seed);
        Map<String, ArtifactKey> seen = new HashMap<>();
        Set<ArtifactKey> keys = new HashSet<>();
        while (keys.size() < 3_000) {
            keys.add(label(name(random), name(random)));
        }
        keys.forEach(key -> assertGoesThereAndBack(key, seen));
    }

    private static String name(Random random) {
        String alphabet = random.nextBoolean() ? "aAbB" : "aA~%/\\. :*?\"<>|ä\u0308😀中_-0";
        int[] points = alphabet.codePoints().toArray();
        int length = random.nextInt(8) == 0 ? 1 + random.nextInt(127) : 1 + random.nextInt(5);
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < length; i++) {
            name.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return name.toString();
    }

    private void assertGoesThereAndBack(ArtifactKey key, Map<String, ArtifactKey> seen) {
        for (Instruction instruction : Instruction.values()) {
            String path = paths.path(key, instruction);
            ArtifactPaths.Place place = paths.place(path).orElseThrow(() -> new AssertionError(path));
            assertEquals(key, place.key());
            assertEquals(instruction, place.instruction());
            // as a file system sees it that does not tell capital letters
            ArtifactKey other = seen.put(path.toLowerCase(Locale.ROOT), key);
            assertTrue(other == null || other.equals(key), () -> key + " and " + other + " are both at " + path);
            for (String part : path.split("/")) {
                assertTrue(part.getBytes(StandardCharsets.UTF_8).length <= 143, part);
                assertTrue(part.matches("[A-Za-z0-9_%~.-]+"), part);
                assertFalse(part.startsWith(".") || part.endsWith("."), part);
                assertFalse(part.matches("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?"), part);
            }
        }
    }

    @Test
    void aHundredThousandArtifactsFillNoFolder() {
        Map<String, Integer> folders = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            for (ArtifactKey key : List.of(label("Default", id), ArtifactKey.revisionArchive(id, "1"))) {
                String path = paths.path(key, Instruction.PUBLISH);
                folders.merge(path.substring(0, path.lastIndexOf('/')), 1, Integer::sum);
            }
        }
        Map<String, Integer> parents = new HashMap<>();
        folders.keySet().forEach(f -> parents.merge(f.substring(0, f.lastIndexOf('/')), 1, Integer::sum));

        assertTrue(folders.values().stream().allMatch(n -> n < 1_000), "a folder is too full");
        assertTrue(parents.values().stream().allMatch(n -> n < 1_000), "a folder of folders is too full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "published/a.json",
                "published/internal/00/7fbc.json",
                "published/internal/../../x.json",
                "published/internal/5f/a%2.json",
                "published/internal/5f/%61.json",
                "published/Internal/5f/a.json",
                "published//5f/.json",
                "published/internal/5f/%ff.json",
                "elsewhere/published/internal/5f/a.json"
            })
    void whatTheStoreDidNotPutThereIsNoArtifact(String path) {
        assertEquals(Optional.empty(), paths.place(path));
    }

    @Test
    void everythingLiesBelowTheConfiguredFolder() {
        ArtifactPaths below = new ArtifactPaths("/gateways/artifacts/");
        String path = below.path(label("a", "b"), Instruction.PUBLISH);

        assertTrue(path.startsWith("gateways/artifacts/published/a/"), path);
        assertEquals(label("a", "b"), below.place(path).orElseThrow().key());
        assertEquals(Optional.empty(), below.place(paths.path(label("a", "b"), Instruction.PUBLISH)));
        assertEquals("gateways/artifacts/README.md", below.own("README.md"));
        assertFalse(below.within("other/x.json"));
        assertFalse(below.within("gateways/artifacts/line\nbreak"));
    }
}
