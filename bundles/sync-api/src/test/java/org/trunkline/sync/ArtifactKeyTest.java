package org.trunkline.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.sync.ArtifactKey.Kind;

class ArtifactKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"Production and Sandbox", "../../etc/passwd", "a/b", "..", "CON", "\u00e9", "\ud83d\ude00"})
    void takesAnyTextAsData(String text) {
        var key = ArtifactKey.synapse(text, text);

        assertEquals(text, key.label());
        assertEquals(text, key.apiId());
        assertEquals(key, ArtifactKey.of(key.kind(), key.label(), key.id()));
    }

    @Test
    void refusesALabelOfThreeHundredCharactersAndSaysHowManyAreAllowed() {
        var e = assertThrows(IllegalArgumentException.class, () -> ArtifactKey.synapse("x".repeat(300), "id"));

        assertEquals("The gateway label must have 1 to 255 characters, it has 300", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "line\nbreak", "\ud83d", "\udc00x"})
    void refusesWhatNoStoreCouldKeep(String text) {
        assertThrows(IllegalArgumentException.class, () -> ArtifactKey.synapse("label", text));
        assertThrows(IllegalArgumentException.class, () -> ArtifactKey.synapse(text, "id"));
        assertThrows(IllegalArgumentException.class, () -> ArtifactKey.revisionArchive("id", text));
    }

    @Test
    void anArchiveIsNeverTheArtifactOfALabelOfTheSameName() {
        var archive = ArtifactKey.revisionArchive("a", "b");
        var synapse = ArtifactKey.synapse("a", "b");

        assertNotEquals(synapse, archive);
        assertEquals("a", archive.apiId());
        assertEquals("b", synapse.apiId());
        assertTrue(synapse.compareTo(archive) < 0);
    }

    @Test
    void ordersByKindThenLabelThenId() {
        var sorted = new TreeSet<>(List.of(
                ArtifactKey.revisionArchive("a", "a"),
                ArtifactKey.synapse("b", "a"),
                ArtifactKey.synapse("a", "b"),
                ArtifactKey.synapse("a", "a")));

        assertEquals(
                List.of(
                        ArtifactKey.of(Kind.SYNAPSE, "a", "a"),
                        ArtifactKey.of(Kind.SYNAPSE, "a", "b"),
                        ArtifactKey.of(Kind.SYNAPSE, "b", "a"),
                        ArtifactKey.of(Kind.REVISION_ARCHIVE, "a", "a")),
                List.copyOf(sorted));
    }

    @Test
    void isEqualByItsPartsOnly() {
        assertEquals(
                ArtifactKey.synapse("l", "i").hashCode(),
                ArtifactKey.synapse("l", "i").hashCode());
        assertFalse(ArtifactKey.synapse("l", "i").equals(ArtifactKey.synapse("l", "I")));
    }
}
