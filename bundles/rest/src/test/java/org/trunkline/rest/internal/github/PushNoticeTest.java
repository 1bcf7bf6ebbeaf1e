package org.trunkline.rest.internal.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushNoticeTest {

    private static final String PUSH = """
            {"ref":"refs/heads/main","before":"0","after":"1","repository":{"id":1,"owner":{"name":"acme"},\
            "full_name":"Acme/Artifacts","default_branch":"main"},"commits":[{"added":["a"]}]}""";

    private static PushNotice parse(String text) {
        return PushNotice.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void saysWhereItHappened() {
        PushNotice push = parse(PUSH);

        assertEquals(Optional.of("refs/heads/main"), push.ref());
        assertEquals(Optional.of("Acme/Artifacts"), push.repository());
        assertTrue(push.mayBeAbout("acme/artifacts", Optional.of("main")));
        assertTrue(push.mayBeAbout("acme/artifacts", Optional.empty()), "the default branch");
        assertFalse(push.mayBeAbout("acme/other", Optional.of("main")));
        assertFalse(push.mayBeAbout("acme/artifacts", Optional.of("develop")));
        assertFalse(parse(PUSH.replace("heads", "tags")).mayBeAbout("acme/artifacts", Optional.of("main")));
    }

    @Test
    void whatIsCutOffMayBeAboutAnything() {
        for (int length = 0; length < PUSH.length(); length++) {
            PushNotice push = parse(PUSH.substring(0, length));

            assertTrue(push.mayBeAbout("acme/artifacts", Optional.of("main")), PUSH.substring(0, length));
        }
        assertFalse(parse(PUSH.substring(0, 40)).mayBeAbout("acme/artifacts", Optional.of("develop")));
    }

    @Test
    void whatIsNoEventSaysNothing() {
        for (String text : new String[] {"", "[]", "17", "{\"ref\":17}", "{\"repository\":[]}", "\u0000", "{{{{"}) {
            assertEquals(new PushNotice(Optional.empty(), Optional.empty(), Optional.empty()), parse(text), text);
        }
    }
}
