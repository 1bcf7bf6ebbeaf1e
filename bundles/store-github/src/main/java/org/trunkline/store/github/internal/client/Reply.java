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
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);
    private static final int MOST_WORDS = 300;
    private static final int MOST_BYTES_OF_AN_ERROR = 16_384;

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
        return words().map(text -> text.length() > MOST_WORDS ? text.substring(0, MOST_WORDS) + "..." : text)
                .orElse("no message of GitHub's");
    }

    private Optional<String> words() {
        try {
            JsonElement json = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
            if (!json.isJsonObject()) {
                return Optional.empty();
            }
            JsonObject object = json.getAsJsonObject();
            return Optional.ofNullable(object.get("message"))
                    .or(() -> firstError(object).map(error -> error.get("message")))
                    .filter(JsonElement::isJsonPrimitive)
                    .map(JsonElement::getAsString);
        } catch (JsonParseException e) {
            // a page of some proxy's: its words are not GitHub's
            return Optional.empty();
        }
    }

    /** The first of the errors in an answer of GraphQL's. */
    static Optional<JsonObject> firstError(JsonObject answer) {
        JsonElement errors = answer.get("errors");
        boolean some = errors != null
                && errors.isJsonArray()
                && !errors.getAsJsonArray().isEmpty()
                && errors.getAsJsonArray().get(0).isJsonObject();
        return some ? Optional.of(errors.getAsJsonArray().get(0).getAsJsonObject()) : Optional.empty();
    }

    /**
     * How long GitHub wants to be left alone, if this answer says that a limit was reached: Retry-After, else the reset of
     * the primary limit when nothing remains, else a minute when only the text tells (GitHub, "Rate limits for the REST
     * API"; hub4j threads 1805 and 2009 for the missing header).
     */
    Optional<Duration> limitedFor(Instant now) {
        Optional<Duration> retryAfter =
                header("retry-after").flatMap(Reply::seconds).map(Reply::bearable);
        if (status == 503) {
            return retryAfter;
        }
        if (status != 403 && status != 429) {
            return inGraphQl() ? Optional.of(retryAfter.orElse(SECONDARY_PAUSE)) : Optional.empty();
        }
        if (retryAfter.isPresent()) {
            return retryAfter;
        }
        if (header("x-ratelimit-remaining").filter("0"::equals).isPresent()) {
            return Optional.of(untilReset(now));
        }
        return status == 429 || secondary() ? Optional.of(SECONDARY_PAUSE) : Optional.empty();
    }

    private boolean secondary() {
        String text = words().orElse("").toLowerCase(Locale.ROOT);
        // the second are the words of older servers
        return text.contains("secondary rate") || text.contains("abuse detection");
    }

    /** Whether this is the secondary limit as GraphQL tells it: an error in an answer with HTTP 200. */
    private boolean inGraphQl() {
        boolean small = status == 200 && body.length < MOST_BYTES_OF_AN_ERROR;
        boolean json = header("content-type")
                .filter(type -> type.contains("application/json"))
                .isPresent();
        return small && json && new String(body, StandardCharsets.UTF_8).contains("\"errors\"") && secondary();
    }

    /** No pause of nothing, and none without an end: a header may come from anything between here and GitHub. */
    private static Duration bearable(Duration asked) {
        if (asked.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
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
                    came + "GitHub wants to be left alone; asked again in "
                            + limited.get().getSeconds() + " s.",
                    limited.get(),
                    null);
        }
        switch (status) {
            case 301:
            case 302:
            case 307:
            case 308:
                return ArtifactStoreException.rejected(came + "Repository " + repository
                        + " was renamed or moved to another owner: set [store.github] repository to its new name.");
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
                if (message().contains("Repository is empty")) {
                    return ArtifactStoreException.rejected(
                            came + "Nothing of " + repository + " is left. Push its branch again.");
                }
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
