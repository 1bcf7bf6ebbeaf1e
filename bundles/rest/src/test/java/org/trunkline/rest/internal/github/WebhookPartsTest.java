package org.trunkline.rest.internal.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WebhookPartsTest {

    private static boolean proven(String secret, String body, String header) {
        WebhookSecret.Signature signature = new WebhookSecret(secret).begin();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        signature.update(bytes, bytes.length);
        return signature.isProvenBy(Optional.ofNullable(header));
    }

    @Test
    void signaturesAreThoseOfGitHubsOwnExample() {
        String right = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        assertTrue(proven("It's a Secret to Everybody", "Hello, World!", right));
        assertFalse(proven("It's a Secret to Everybody", "Hello, World?", right));
        assertFalse(proven("It's a secret to everybody", "Hello, World!", right));
        for (String wrong : new String[] {null, "", "sha256=", right.substring(0, right.length() - 1), right + "0"}) {
            assertFalse(proven("It's a Secret to Everybody", "Hello, World!", wrong), wrong);
        }
    }

    @Test
    void thereIsNoWebhookThatEverybodyCanSign() {
        assertThrows(IllegalArgumentException.class, () -> new WebhookSecret(""));
    }

    @Test
    void ofDeliveriesSoManyAreRememberedAndNoMore() {
        RecentDeliveries recent = new RecentDeliveries(2);

        assertTrue(recent.add("a"));
        assertFalse(recent.add("a"));
        assertTrue(recent.add("b"));
        assertTrue(recent.add("c"));
        assertFalse(recent.add("b"));
        assertTrue(recent.add("a"), "the eldest is forgotten");
    }

    @Test
    void manyRefusedDeliveriesMakeOneLineAMinute() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T09:00:00Z"));
        InstantSource source = now::get;
        RefusedDeliveries refused = new RefusedDeliveries(source.withZone(ZoneOffset.UTC));

        assertEquals(Optional.of(1L), refused.line());
        for (int i = 0; i < 1_000; i++) {
            assertEquals(Optional.empty(), refused.line());
        }
        now.set(now.get().plusSeconds(60));
        assertEquals(Optional.of(1_001L), refused.line());
    }
}
