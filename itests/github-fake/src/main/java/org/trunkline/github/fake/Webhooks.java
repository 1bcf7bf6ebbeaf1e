package org.trunkline.github.fake;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells subscribers of each push, signed, once and without a second try, as GitHub does. */
public final class Webhooks implements FakeRepository.PushListener {

    private record Subscriber(URI address, String secret) {}

    private final String fullName;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

    Webhooks(String fullName) {
        this.fullName = fullName;
    }

    public void subscribe(URI address, String secret) {
        subscribers.add(new Subscriber(address, secret));
    }

    @Override
    public void pushed(FakeRepository.Push push) {
        JsonObject repository = new JsonObject();
        repository.addProperty("full_name", fullName);
        JsonObject json = new JsonObject();
        json.addProperty("ref", "refs/heads/" + push.branch());
        json.addProperty("before", push.before().map(Object::toString).orElse("0".repeat(40)));
        json.addProperty("after", push.after().name());
        json.add("repository", repository);
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        for (Subscriber subscriber : subscribers) {
            HttpRequest request = HttpRequest.newBuilder(subscriber.address())
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "GitHub-Hookshot/fake")
                    .header("X-GitHub-Event", "push")
                    .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                    .header("X-Hub-Signature-256", "sha256=" + signature(subscriber.secret(), body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    private static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
