package org.trunkline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void withoutOptionsTheWholeTableIsMeasured() {
        Options options = Options.parse(List.of("sync"));

        assertEquals(1_000, options.artifacts());
        assertEquals(10_000, options.large());
        assertEquals(200, options.saves());
    }

    @Test
    void eachSubjectHasItsOwnSaves() {
        assertEquals(500, Options.parse(List.of("github")).saves());
        assertEquals(3, Options.parse(List.of("github", "--saves", "3")).saves());
        assertEquals(3, Options.parse(List.of("sync", "--publishes", "3")).saves());
    }

    @ParameterizedTest
    @CsvSource({
        "'',say what to measure",
        "async,say what to measure",
        "sync --fast,unknown option --fast",
        "sync --saves 3,unknown option --saves",
        "github --publishes 3,unknown option --publishes",
        "sync --seed,--seed needs a value",
        "sync --artifacts many,--artifacts must be a number",
        "sync --artifacts 0,--artifacts must be from 1"
    })
    void whatIsWrongIsNamed(String line, String said) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));

        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Options.parse(arguments));

        assertTrue(e.getMessage().contains(said), e.getMessage());
    }
}
