package org.trunkline.itests.apim;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.github.fake.GitRepository;
import org.trunkline.github.fake.Identity;

/** A GitHub with one empty private repository for each test. At its end nothing may have been asked that GitHub does not know. */
final class GitHub implements BeforeEachCallback, AfterEachCallback {

    static final String REPOSITORY = "acme/artifacts";
    static final String TOKEN = "github_pat_Top5ecret0f7heRepository";

    private GitHubFake fake;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        fake = GitHubFake.builder()
                .repository(REPOSITORY)
                .token(TOKEN, Identity.writer("publisher"))
                .start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> wrong = new ArrayList<>(fake.violations());
        wrong.addAll(fake.leaks());
        fake.close();
        if (!wrong.isEmpty()) {
            throw new AssertionError("Not as GitHub describes itself: " + wrong);
        }
    }

    GitHubFake fake() {
        return fake;
    }

    /** Lets a host keep its artifacts here. It writes faster than GitHub itself would allow. */
    ApimHost keepsArtifactsOf(ApimHost host) {
        return fast(host)
                .environment("TRUNKLINE_SYNC_STORE", "github")
                .environment("TRUNKLINE_GITHUB_REPOSITORY", REPOSITORY)
                .environment("TRUNKLINE_GITHUB_TOKEN", TOKEN);
    }

    /** Names this GitHub and nothing that tells which repository, or who asks. */
    ApimHost fast(ApimHost host) {
        return host.environment("TRUNKLINE_GITHUB_ENDPOINT", fake.endpoint().toString())
                .environment("TRUNKLINE_GITHUB_COALESCE", "5")
                .environment("TRUNKLINE_GITHUB_WRITE_INTERVAL", "1")
                .environment("TRUNKLINE_GITHUB_POLL_INTERVAL", "200");
    }

    /** The names of the files of the branch. */
    List<String> files() {
        return entries().stream().map(GitRepository.Entry::path).toList();
    }

    /** What a file of the branch holds. */
    JsonObject json(String file) {
        GitRepository.Entry found = entries().stream()
                .filter(entry -> entry.path().equals(file))
                .findFirst()
                .orElseThrow();
        String text = new String(fake.repository().git().blob(found.id()), StandardCharsets.UTF_8);
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private List<GitRepository.Entry> entries() {
        GitRepository git = fake.repository().git();
        return git.files(git.commit(git.branch("main").orElseThrow()).getTree());
    }

    /** Saves as apim-artifact-synchronizer-github does: the state of the artifact is in the message of the commit. */
    void formerSave(Api api, String document, String label, String instruction) throws Exception {
        JsonObject body = new JsonObject();
        body.addProperty(
                "message",
                api.name() + ":v" + Api.VERSION + ":@" + Api.TENANT + "::" + instruction + ";[" + label + "]");
        body.addProperty("content", Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8)));
        URI file = URI.create(fake.endpoint() + "/repos/" + REPOSITORY + "/contents/" + label.replaceAll("\\s", "_")
                + "/" + api.id() + ".json");
        HttpResponse<String> before = send(HttpRequest.newBuilder(file));
        if (before.statusCode() == 200) {
            body.addProperty(
                    "sha",
                    JsonParser.parseString(before.body())
                            .getAsJsonObject()
                            .get("sha")
                            .getAsString());
        }
        HttpResponse<String> after =
                send(HttpRequest.newBuilder(file).PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
        if (after.statusCode() / 100 != 2) {
            throw new AssertionError("the former save was refused: " + after.body());
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpRequest asked = request.header("Authorization", "Bearer " + TOKEN)
                .header("Accept", "application/vnd.github+json")
                .build();
        return HttpClient.newHttpClient().send(asked, HttpResponse.BodyHandlers.ofString());
    }
}
