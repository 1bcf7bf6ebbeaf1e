package org.trunkline.github.fake;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A GitHub App: checks the token that it signs for itself and hands out installation tokens that end. */
public final class AppTokens {

    private static final Duration LONGEST_JWT = Duration.ofMinutes(10);

    private final String appId;
    private final String installationId;
    private final PublicKey key;
    private final Duration tokenLife;
    private final Clock clock;
    private final Map<String, Instant> issued = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    AppTokens(String appId, String installationId, PublicKey key, Duration tokenLife, Clock clock) {
        this.appId = appId;
        this.installationId = installationId;
        this.key = key;
        this.tokenLife = tokenLife;
        this.clock = clock;
    }

    /** How many installation tokens were handed out. */
    public int issued() {
        return count.get();
    }

    Optional<Identity> identity(String token) {
        Instant end = issued.get(token);
        return end != null && clock.instant().isBefore(end)
                ? Optional.of(Identity.writer("app " + appId))
                : Optional.empty();
    }

    FakeResponse issue(String installation, String bearer) {
        if (!valid(bearer)) {
            throw new GitHubAnswer(401, "A JSON web token could not be decoded");
        }
        if (!installation.equals(installationId)) {
            throw GitHubAnswer.notFound();
        }
        String token = "ghs_" + "x".repeat(500) + count.incrementAndGet();
        Instant end = clock.instant().plus(tokenLife);
        issued.put(token, end);
        JsonObject permissions = new JsonObject();
        permissions.addProperty("contents", "write");
        JsonObject json = new JsonObject();
        json.addProperty("token", token);
        json.addProperty("expires_at", end.toString());
        json.add("permissions", permissions);
        json.addProperty("repository_selection", "selected");
        return FakeResponse.json(201, json);
    }

    private boolean valid(String jwt) {
        String[] parts = jwt.split("\\.");
        if (parts.length != 3) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                return false;
            }
            JsonObject claims = JsonParser.parseString(
                            new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                    .getAsJsonObject();
            Instant from = Instant.ofEpochSecond(claims.get("iat").getAsLong());
            Instant to = Instant.ofEpochSecond(claims.get("exp").getAsLong());
            Instant now = clock.instant();
            return claims.get("iss").getAsString().equals(appId)
                    && !from.isAfter(now)
                    && to.isAfter(now)
                    && Duration.between(now, to).compareTo(LONGEST_JWT) <= 0;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
