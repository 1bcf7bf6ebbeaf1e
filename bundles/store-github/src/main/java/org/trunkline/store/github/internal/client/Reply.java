package org.trunkline.store.github.internal.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Headers;
import org.trunkline.sync.ArtifactStoreException;

/** A whole answer of GitHub, and what its signs mean. */
final class Reply {

    private static final Duration SECONDARY_PAUSE = Duration.ofSeconds(60);

    /** The limits are hourly: a later reset is a clock that is wrong. */
    private static final Duration LONGEST_RESET = Duration.ofMinutes(65);

    private final String asked;
    private final int status;
    private final Headers headers;
    private final byte[] body;

    /** @param asked the request in words for people, for example {@code read branch main of acme/artifacts} */
    Reply(String asked, int status, Headers headers, byte[] body) {
        this.asked = asked;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    boolean ok() {
        return status >= 200 && status < 300;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    byte[] body() {
        return body;
    }

    JsonElement json() throws ArtifactStoreException {
        try {
            return JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
        } catch (JsonParseException e) {
            throw ArtifactStoreException.unavailable(
                    "Asked GitHub to " + asked + ", HTTP " + status + " came back with text that is no JSON ("
                            + body.length
                            + " bytes): something between here and GitHub may have answered. Asked again later.",
                    e);
        }
    }

    JsonObject object() throws ArtifactStoreException {
        JsonElement json = json();
        if (!json.isJsonObject()) {
            throw ArtifactStoreException.unavailable(
                    "Asked GitHub to " + asked + ", HTTP " + status + " came back with JSON that is no object", null);
        }
        return json.getAsJsonObject();
    }

    /** GitHub's own words, without anything else that an answer may hold. */
    String message() {
        try {
            JsonElement json = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
            if (json.isJsonObject() && json.getAsJsonObject().has("message")) {
                String text = json.getAsJsonObject().get("message").getAsString();
                return text.length() > 300 ? text.substring(0, 300) + "..." : text;
            }
        } catch (JsonParseException | UnsupportedOperationException | IllegalStateException e) {
            return "no message of GitHub's";
        }
        return "no message of GitHub's";
    }

    /**
     * How long GitHub wants to be left alone, if this answer says that a limit was reached: Retry-After, else the reset of
     * the primary limit when nothing remains, else a minute when only the text tells (GitHub, "Rate limits for the REST
     * API"; hub4j threads 1805 and 2009 for the missing header).
     */
    Optional<Duration> limitedFor(Instant now) {
        if (status != 403 && status != 429) {
            return Optional.empty();
        }
        Optional<Duration> retryAfter = header("retry-after").flatMap(Reply::seconds);
        if (retryAfter.isPresent()) {
            return retryAfter;
        }
        if (header("x-ratelimit-remaining").filter("0"::equals).isPresent()) {
            return Optional.of(untilReset(now));
        }
        boolean secondary = message().toLowerCase(Locale.ROOT).contains("secondary rate");
        return status == 429 || secondary ? Optional.of(SECONDARY_PAUSE) : Optional.empty();
    }

    /** Whether nothing remains of a limit, and which one: REST and GraphQL have their own. */
    boolean usesUp(String resource) {
        return header("x-ratelimit-remaining").filter("0"::equals).isPresent()
                && header("x-ratelimit-resource").orElse("core").equals(resource);
    }

    /** Whether GitHub said for how long it wants to be left alone. */
    boolean saysHowLong() {
        return header("retry-after").isPresent()
                || header("x-ratelimit-remaining").filter("0"::equals).isPresent();
    }

    /**
     * How long until the primary limit begins anew, by GitHub's own clock where the answer tells it: this machine's may be
     * wrong.
     */
    Duration untilReset(Instant now) {
        Instant there = header("date").flatMap(Reply::date).orElse(now);
        return header("x-ratelimit-reset")
                .flatMap(Reply::seconds)
                .map(s -> Duration.between(there, Instant.ofEpochSecond(s.getSeconds()))
                        .plusSeconds(1))
                .filter(d -> !d.isNegative() && d.compareTo(LONGEST_RESET) <= 0)
                .orElse(SECONDARY_PAUSE);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> seconds(String text) {
        try {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text.trim())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The exception for an answer that the caller has no better use for. */
    ArtifactStoreException refusal(Instant now, String repository) {
        String came = "Asked GitHub to " + asked + ", HTTP " + status + " came back: " + message() + ". ";
        Optional<Duration> limited = limitedFor(now);
        if (limited.isPresent()) {
            return ArtifactStoreException.unavailable(
                    came + "A limit of GitHub's is reached; asked again in "
                            + limited.get().getSeconds() + " s.",
                    limited.get(),
                    null);
        }
        switch (status) {
            case 401:
                return ArtifactStoreException.rejected(came + "The token is wrong, ended or revoked: set a new one in"
                        + " [store.github] token, or check app_id, installation_id and private_key.");
            case 403:
                return ArtifactStoreException.rejected(
                        came + "The token may not do this: it needs the repository permission"
                                + " contents: read on gateways and contents: write on publishers.");
            case 404:
                return ArtifactStoreException.rejected(came + "Either it does not exist or the token has no access to "
                        + repository
                        + ": check [store.github] repository and branch, and which repositories the token may"
                        + " see.");
            case 409:
                return ArtifactStoreException.conflict(came + "Somebody else wrote at the same time.");
            default:
                if (status >= 500 || status == 408) {
                    return ArtifactStoreException.unavailable(came + "Asked again later.", null);
                }
                return ArtifactStoreException.rejected(
                        came + "GitHub does not take this request; asking again would not help.");
        }
    }
}
