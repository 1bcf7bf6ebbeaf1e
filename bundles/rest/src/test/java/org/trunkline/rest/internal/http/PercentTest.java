package org.trunkline.rest.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {

    @ParameterizedTest
    @CsvSource({"a%20b, a b", "%2e%2E%2f, ../", "%25%32%30, %20", "%C3%BC, ü", "a+b, a+b"})
    void decodesOnce(String raw, String decoded) throws Exception {
        assertEquals(decoded, Percent.decode("path", raw, false));
    }

    @Test
    void aPlusIsABlankOnlyWhereItIsSaid() throws Exception {
        assertEquals("a b", Percent.decode("query", "a+b", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%2",
                "%zz",
                "%2x",
                "a%",
                "%\u0661\u0661",
                "%c3%28",
                "%ff",
                "%ed%a0%80",
                "%c0%af",
                "ü",
                "a\tb"
            })
    void guessesNothing(String raw) {
        ProblemException e = assertThrows(ProblemException.class, () -> Percent.decode("path", raw, false));

        assertEquals(400, e.problem().status());
        assertTrue(e.getMessage().startsWith("The path "), e.getMessage());
    }
}
