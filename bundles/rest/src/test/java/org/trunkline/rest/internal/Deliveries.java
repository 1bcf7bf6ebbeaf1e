package org.trunkline.rest.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Deliveries of a webhook as GitHub sends them. */
final class Deliveries {

    static final String PATH = "/api/v1/webhooks/github";
    static final String SECRET = "It's a Secret to Everybody";

    private Deliveries() {}

    static String signature(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    static Client.Reply signed(TestNode node, String event, String body, String... headers) throws Exception {
        return send(node, event, newId(), body, signature(body), headers);
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static Client.Reply send(TestNode node, String event, String id, String body, String signature, String... more)
            throws Exception {
        List<String> headers = new ArrayList<>(List.of(more));
        headers.addAll(List.of("X-GitHub-Event", event, "X-GitHub-Delivery", id, "X-Hub-Signature-256", signature));
        return Client.stranger(node).post(PATH, body, headers.toArray(String[]::new));
    }
}
