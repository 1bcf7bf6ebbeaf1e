package org.trunkline.gateway.internal.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @ParameterizedTest
    @CsvSource({
        "/, 0, '', /, /",
        "/, 1, /, /, ''",
        "/a/b%20c/d, 2, /a/b c, /d, /d",
        "/a/b%20c/d, 3, /a/b c/d, /, ''",
        "/a/%C3%BC%2Bx/, 1, /a, /ü+x/, /%C3%BC%2Bx/",
        "/a//b, 1, /a, //b, //b",
        "/a/...;x/b, 1, /a, /...;x/b, /...;x/b"
    })
    void isCutAtTheSamePlaceInBothForms(String raw, int segments, String first, String decoded, String rest) {
        RequestPath path = RequestPath.parse(raw);

        assertEquals(first, path.first(segments));
        assertEquals(decoded, path.decodedBehind(segments));
        assertEquals(rest, path.rawBehind(segments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "/..",
                "/a/.",
                "/a/%2e%2E/b",
                "/..;a/b",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/%00",
                "/%0a",
                "/%7f",
                "/%",
                "/%2",
                "/%zz",
                "/%c3",
                "/%ff%fe"
            })
    void isRefusedWhereItCouldMeanSomethingElse(String raw) {
        assertThrows(IllegalArgumentException.class, () -> RequestPath.parse(raw));
    }

    @Test
    void isRefusedWhereItIsTooLong() {
        assertThrows(IllegalArgumentException.class, () -> RequestPath.parse("/" + "a".repeat(8192)));
    }
}
