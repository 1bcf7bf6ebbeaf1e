package org.trunkline.github.fake;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request that reached the fake.
 *
 * @param segments the path, split at its slashes and then percent-decoded
 * @param headers by lower-case name
 */
public record FakeRequest(
        String method,
        String rawPath,
        List<String> segments,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body) {

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    public String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    /** Whether the caller asked for the bytes themselves instead of JSON around them. */
    boolean wantsRaw() {
        return header("accept").filter(a -> a.contains("raw")).isPresent();
    }

    JsonObject json() {
        try {
            JsonElement parsed = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
            if (!parsed.isJsonObject()) {
                throw new GitHubAnswer(400, "Body should be a JSON object");
            }
            return parsed.getAsJsonObject();
        } catch (JsonParseException e) {
            throw new GitHubAnswer(400, "Problems parsing JSON");
        }
    }

    /** Whether a write was asked for; a GraphQL query is none. */
    public boolean writes() {
        if (rawPath.endsWith("/graphql")) {
            return new String(body, StandardCharsets.UTF_8).contains("mutation");
        }
        return !method.equals("GET") && !method.equals("HEAD") && !rawPath.endsWith("/access_tokens");
    }

    @Override
    public String toString() {
        return method + " " + rawPath + (query.isEmpty() ? "" : "?" + query);
    }
}
