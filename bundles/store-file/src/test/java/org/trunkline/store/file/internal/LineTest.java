package org.trunkline.store.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void anyTextComesBack() {
        long seed = new Random().nextLong();
        System.out.println("LineTest: seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
            }
            assertComesBack(text.toString());
        }
        List.of("", "%", "%00", "%0041", "\t\n\r\0", "+", "-", "\ud83d", "\ude00\ud83d", "😀", "\u0085\u2028")
                .forEach(LineTest::assertComesBack);
    }

    private static void assertComesBack(String text) {
        String line = Line.of("tag", text, "end");
        String stored = new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertEquals(stored.length() - 1, stored.indexOf('\n'));
        assertEquals(List.of("tag", text, "end"), Line.fields(stored.substring(0, stored.length() - 1), 3));
    }

    @Test
    void absentAndEmptyAreNotTheSame() {
        for (Optional<String> value : List.of(Optional.<String>empty(), Optional.of(""), Optional.of("-"))) {
            assertEquals(value, Line.optional(Line.optional(value)));
        }
    }

    @Test
    void aLineThatWasNotMadeHereIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Line.fields("a\tb", 3));
        assertThrows(IllegalArgumentException.class, () -> Line.fields("a%00", 1));
        assertThrows(IllegalArgumentException.class, () -> Line.fields("a%zzzz", 1));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Line.optional("x"))
                .getMessage()
                .contains("optional"));
    }
}
