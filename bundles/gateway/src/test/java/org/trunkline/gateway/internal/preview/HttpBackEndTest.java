package org.trunkline.gateway.internal.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpBackEndTest {

    @ParameterizedTest
    @CsvSource({
        "http://h/a, /b, http://h/a/b",
        "http://h/a/, /b, http://h/a/b",
        "http://h/a/, b, http://h/a/b",
        "http://h/a, b, http://h/a/b",
        "http://h/a, '', http://h/a",
        "http://h/a/, '', http://h/a/",
        "http://h/a, ?q=1, http://h/a?q=1",
        "http://h/a, /b?q=1, http://h/a/b?q=1",
        "http://h/a?k=v, /b?q=1, http://h/a/b?k=v&q=1",
        "http://h/a?k=v, /b, http://h/a/b?k=v",
        "http://h, /, http://h/"
    })
    void joinsAnAddressAndTheRestOfThePath(String base, String postfix, String joined) {
        assertEquals(joined, HttpBackEnd.join(base, postfix));
    }
}
