package org.trunkline.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;

class ServerUrlTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:9443", "https://127.0.0.1:9443/", " https://127.0.0.1:9443 "})
    void isSchemeHostAndPort(String given) throws Exception {
        assertEquals("https://127.0.0.1:9443", ServerUrl.parse(given).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9763", "http://localhost:9763", "http://[::1]:9763"})
    void isClearOnThisMachineOnly(String loopback) throws Exception {
        assertTrue(ServerUrl.parse(loopback).isClear());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.7:9763",
                "ftp://127.0.0.1",
                "127.0.0.1:9443",
                "https://",
                "https://a b",
                "https://admin:secret@127.0.0.1:9443",
                "https://127.0.0.1:9443/api/v1",
                "https://127.0.0.1:9443?x=y"
            })
    void refusesWhatIsNoSafeAddress(String given) {
        var e = assertThrows(CommandFailed.class, () -> ServerUrl.parse(given));

        assertEquals(ExitStatus.USAGE, e.exitStatus());
    }

    @Test
    void doesNotRepeatAPasswordThatItRefuses() {
        var e = assertThrows(CommandFailed.class, () -> ServerUrl.parse("https://admin:s3cret@127.0.0.1:9443"));

        assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
    }
}
