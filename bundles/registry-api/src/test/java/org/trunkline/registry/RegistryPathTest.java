package org.trunkline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/_system/governance/trunk", "/Production and Sandbox/é", "/a.b/c-d_e:f[1]$&?"})
    void aPathIsReadAndWrittenAsItIs(String text) {
        assertEquals(text, RegistryPath.of(text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, does not begin",
        "'', does not begin",
        "//a, an empty name",
        "/a/, an empty name",
        "/a/../b, the name '..'",
        "/./a, the name '.'",
        "/a;version:1, the character ';'",
        "/a(b), the character '('",
        "'/a,b', 'the character '','''",
        "/a\\b, the character '\\'",
    })
    void whatIsNoPathIsRefusedWithItsReason(String text, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> RegistryPath.of(text))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void aControlCharacterIsRefusedAndNotRepeated() {
        String message = assertThrows(IllegalArgumentException.class, () -> RegistryPath.of("/a\u001b[31mb"))
                .getMessage();
        assertTrue(message.contains("U+001B"), message);
        assertFalse(message.contains("\u001b"), message);
    }

    @Test
    void anotherUnicodeFormIsRefusedSoThatTwoPathsNeverLookTheSame() {
        assertThrows(IllegalArgumentException.class, () -> RegistryPath.of("/e\u0301"));
        assertEquals("/\u00e9", RegistryPath.of("/\u00e9").toString());
        assertThrows(IllegalArgumentException.class, () -> RegistryPath.of("/\ud83d"));
        assertEquals("/\ud83d\ude00", RegistryPath.of("/\ud83d\ude00").toString());
    }

    @Test
    void longNamesAndAddressesAreRefusedWithTheirLength() {
        assertThrows(IllegalArgumentException.class, () -> RegistryPath.of("/" + "a".repeat(256)));
        assertThrows(IllegalArgumentException.class, () -> RegistryPath.of("/a".repeat(5_001)));
        assertEquals(255, RegistryPath.of("/" + "a".repeat(255)).name().length());
    }

    @Test
    void aPathKnowsItsNamesAndItsParent() {
        RegistryPath path = RegistryPath.of("/a/b/c");
        assertEquals(List.of("a", "b", "c"), path.names());
        assertEquals("c", path.name());
        assertEquals(Optional.of(RegistryPath.of("/a/b")), path.parent());
        assertEquals(Optional.of(RegistryPath.ROOT), RegistryPath.of("/a").parent());
        assertEquals(Optional.empty(), RegistryPath.ROOT.parent());
        assertEquals(path, RegistryPath.of("/a/b").child("c"));
        assertThrows(IllegalArgumentException.class, () -> path.child("d/e"));
        assertThrows(IllegalArgumentException.class, () -> path.child(".."));
    }

    @Test
    void aSiblingWithTheSameBeginningIsNotWithin() {
        assertTrue(RegistryPath.of("/a/b").isWithin(RegistryPath.of("/a")));
        assertTrue(RegistryPath.of("/a").isWithin(RegistryPath.of("/a")));
        assertTrue(RegistryPath.of("/a").isWithin(RegistryPath.ROOT));
        assertFalse(RegistryPath.of("/ab").isWithin(RegistryPath.of("/a")));
        assertFalse(RegistryPath.of("/a").isWithin(RegistryPath.of("/a/b")));
    }

    @ParameterizedTest
    @CsvSource({"/a/b/c, /a, /x/y, /x/y/b/c", "/a, /a, /x, /x", "/a/b, /, /x, /x/a/b", "/a/b, /a, /, /b", "/, /, /x, /x"
    })
    void aPathMovesBelowAnotherRoot(String path, String from, String to, String moved) {
        assertEquals(RegistryPath.of(moved), RegistryPath.of(path).moved(RegistryPath.of(from), RegistryPath.of(to)));
    }

    @Test
    void pathsAreOrderedByTheirNamesSoThatATreeStaysTogether() {
        List<RegistryPath> ordered = List.of("/a/b", "/a-b", "/a", "/").stream()
                .map(RegistryPath::of)
                .sorted()
                .toList();
        assertEquals(
                List.of("/", "/a", "/a/b", "/a-b"),
                ordered.stream().map(RegistryPath::toString).toList());
    }
}
