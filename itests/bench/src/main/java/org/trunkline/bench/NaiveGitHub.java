package org.trunkline.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The naive way, as apim-artifact-synchronizer-github goes it: GitHub's contents API, one request for each artifact, one
 * after the other, and what GitHub answers to a save is not looked at.
 */
final class NaiveGitHub {

    static final String FOLDER = SampleApis.LABEL.replace(' ', '_');

    private final String repository;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    NaiveGitHub(String endpoint) {
        this.repository = endpoint + "/repos/" + MeasuredGitHub.REPOSITORY;
    }

    static String path(String apiId) {
        return FOLDER + "/" + apiId + ".json";
    }

    /** Reads all artifacts of the label, and says how many there were. */
    int retrieveAll() throws IOException, InterruptedException {
        JsonArray listing =
                JsonParser.parseString(get("/contents/" + FOLDER).body()).getAsJsonArray();
        for (JsonElement file : listing) {
            content(file.getAsJsonObject().get("path").getAsString());
        }
        return listing.size();
    }

    /** Reads one artifact and, from the last commit's message, whether it is published. */
    String retrieve(String apiId) throws IOException, InterruptedException {
        get("/commits?path=" + path(apiId));
        return content(path(apiId));
    }

    private String content(String path) throws IOException, InterruptedException {
        JsonObject file =
                JsonParser.parseString(get("/contents/" + path).body()).getAsJsonObject();
        return new String(Base64.getMimeDecoder().decode(file.get("content").getAsString()), StandardCharsets.UTF_8);
    }

    /**
     * Saves as it does: whatever GitHub answers, it is done.
     *
     * @return what GitHub answered, for whoever counts the losses
     */
    int save(String apiId, String document) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("message", apiId + "::Publish;[" + SampleApis.LABEL + "]");
        body.addProperty("content", Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> before = get("/contents/" + path(apiId));
        Optional.of(before)
                .filter(answer -> answer.statusCode() == 200)
                .map(answer -> JsonParser.parseString(answer.body()).getAsJsonObject())
                .ifPresent(file -> body.add("sha", file.get("sha")));
        HttpRequest put = request("/contents/" + path(apiId))
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(repository + path))
                .header("Authorization", "token " + MeasuredGitHub.TOKEN)
                .header("User-Agent", "naive");
    }
}
