package org.trunkline.store.github.internal.client;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.ArtifactStoreException;

/**
 * The access of a GitHub App to one installation. A token lives for an hour and is renewed ten minutes before it ends, so
 * that no request meets an ended one.
 */
public final class AppInstallation implements Credentials {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final Logger LOG = LoggerFactory.getLogger(AppInstallation.class);
    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(10);

    /** Between two tries to renew, and what is not used of a token's life. */
    private static final Duration LAST_MINUTE = Duration.ofMinutes(1);

    private static final Duration JWT_LIFE = Duration.ofMinutes(9);
    /** GitHub advises it, against clocks that differ. */
    private static final Duration JWT_BACKDATED = Duration.ofSeconds(60);

    private final OkHttpClient http;
    private final GitHubServer server;
    private final String appId;
    private final String installationId;
    private final PrivateKey key;
    private final Clock clock;
    private final String userAgent;

    private String token;
    private Instant renewAt = Instant.MIN;
    private Instant endsAt = Instant.MIN;

    public AppInstallation(
            OkHttpClient http,
            GitHubServer server,
            String appId,
            String installationId,
            PrivateKey key,
            Clock clock,
            String userAgent) {
        this.http = http.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        this.server = server;
        this.appId = appId;
        this.installationId = installationId;
        this.key = key;
        this.clock = clock;
        this.userAgent = userAgent;
    }

    @Override
    public synchronized String token() throws ArtifactStoreException {
        Instant now = clock.instant();
        if (token != null && now.isBefore(renewAt)) {
            return token;
        }
        try {
            renew(now);
        } catch (ArtifactStoreException e) {
            boolean stillGood = token != null && now.isBefore(endsAt.minus(LAST_MINUTE));
            if (!stillGood || e.kind() != ArtifactStoreException.Kind.UNAVAILABLE) {
                throw e;
            }
            LOG.warn("Could not renew the token of {}; the present one serves until {}", this, endsAt, e);
            renewAt = now.plus(LAST_MINUTE);
        }
        return token;
    }

    @Override
    public synchronized boolean refused(String refusedToken) {
        if (refusedToken.equals(token)) {
            token = null;
        }
        return true;
    }

    private void renew(Instant now) throws ArtifactStoreException {
        String asked = "give a token for installation " + installationId + " of app " + appId;
        Request request = new Request.Builder()
                .url(server.api("app", "installations", installationId, "access_tokens")
                        .build())
                .header("Authorization", "Bearer " + jwt(now))
                .header("Accept", "application/vnd.github+json")
                .header("User-Agent", userAgent)
                .post(RequestBody.create("{}", JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            Reply reply = new Reply(
                    asked, response.code(), response.headers(), response.body().bytes());
            if (!reply.ok()) {
                throw reply.refusal(now, server.fullName());
            }
            JsonObject json = reply.object();
            token = json.get("token").getAsString();
            endsAt = Instant.parse(json.get("expires_at").getAsString());
            renewAt = endsAt.minus(RENEW_BEFORE_END);
        } catch (DateTimeParseException e) {
            throw ArtifactStoreException.unavailable("Asked GitHub to " + asked + ", its end is no time", e);
        } catch (IOException e) {
            throw Transport.unanswered(asked, e);
        }
    }

    private String jwt(Instant now) throws ArtifactStoreException {
        JsonObject head = new JsonObject();
        head.addProperty("alg", "RS256");
        head.addProperty("typ", "JWT");
        JsonObject claims = new JsonObject();
        claims.addProperty("iat", now.minus(JWT_BACKDATED).getEpochSecond());
        claims.addProperty("exp", now.plus(JWT_LIFE).getEpochSecond());
        claims.addProperty("iss", appId);
        String signed = encoded(head.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw ArtifactStoreException.rejected(
                    "The private key of the GitHub App cannot sign: " + e.getMessage()
                            + ". Check [store.github] private_key.",
                    e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "installation " + installationId + " of GitHub App " + appId;
    }
}
