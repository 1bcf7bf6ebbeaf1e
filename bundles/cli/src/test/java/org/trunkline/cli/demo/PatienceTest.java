package org.trunkline.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.trunkline.cli.demo.Patience.Sight;
import org.trunkline.cli.terminal.Terminal;

class PatienceTest {

    private final Patience patience = new Patience(new Narration(silentTerminal(), false));

    @Test
    void looksAgainUntilItIsThere() throws Exception {
        var looks = new AtomicInteger();

        var found = patience.await(
                "a third look",
                Duration.ofMinutes(1),
                () -> looks.incrementAndGet() == 3 ? Sight.of("there") : Sight.notYet("nothing"));

        assertEquals("there", found);
        assertEquals(3, looks.get());
    }

    @Test
    void saysWhatWasExpectedAndWhatWasSeenWhenTimeIsUp() {
        var e = assertThrows(
                StepFailed.class,
                () -> patience.await("200 from the API", Duration.ZERO, () -> Sight.notYet("404 no such API")));

        assertEquals("Expected within 0 s: 200 from the API. Seen: 404 no such API.", e.getMessage());
    }

    private static Terminal silentTerminal() {
        var stream = new PrintStream(new ByteArrayOutputStream());
        return new Terminal(stream, stream, Optional.empty(), Map.of());
    }
}
