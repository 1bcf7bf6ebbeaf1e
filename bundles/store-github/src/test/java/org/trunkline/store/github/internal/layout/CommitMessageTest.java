package org.trunkline.store.github.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

class CommitMessageTest {

    private static ArtifactWrite write(String name, Instruction instruction) {
        return ArtifactWrite.of(
                ArtifactKey.synapse("Production and Sandbox", "7fbc"),
                instruction,
                ApiIdentity.of(name, "1.0.0", "carbon.super"),
                ArtifactBody.of("{}"));
    }

    @Test
    void oneArtifactIsNamedInTheHeadline() {
        assertEquals(
                "Publish PizzaShackAPI 1.0.0 to Production and Sandbox (admin@carbon.super)\n\nAPI id: 7fbc\n",
                CommitMessage.of(
                        List.of(write("PizzaShackAPI", Instruction.PUBLISH).by("admin@carbon.super"))));
        assertTrue(CommitMessage.of(List.of(write("PizzaShackAPI", Instruction.REMOVE)))
                .startsWith("Remove PizzaShackAPI 1.0.0 from Production and Sandbox\n"));
    }

    @Test
    void severalAreCountedAndListed() {
        String message = CommitMessage.of(List.of(
                write("One", Instruction.PUBLISH).by("maria"),
                write("Two", Instruction.REMOVE).by("maria")));

        assertEquals(
                "Publish 1, remove 1 artifacts (maria)\n\n"
                        + "- Publish One 1.0.0 to Production and Sandbox (maria)\n"
                        + "- Remove Two 1.0.0 from Production and Sandbox (maria)\n",
                message);
    }

    @Test
    void aNameCanForgeNothing() {
        String message = CommitMessage.of(List.of(write(
                "x\n\nTrunkline-Batch: 1\r\nCo-authored-by: e <e@e>\u2028a\u202eb fixes #12 gh-7 o/r#3 @team https://e",
                Instruction.PUBLISH)));

        assertEquals(4, message.split("\n", -1).length, message);
        assertFalse(message.matches("(?s).*(\u2028|\u202e|#\\d|gh-\\d|\\s@\\w|://).*"), message);
    }

    @Test
    void aMessageIsBoundedWhateverTheBatch() {
        List<ArtifactWrite> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(write("😀".repeat(100) + i, Instruction.PUBLISH));
        }

        String message = CommitMessage.of(many);

        assertTrue(message.length() < 100_000, "length " + message.length());
        assertTrue(message.endsWith("- and 4800 more\n"), message.substring(message.length() - 50));
        assertFalse(message.chars().anyMatch(c -> c == '?'), "half of a surrogate pair");
    }
}
