package org.trunkline.cli.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.demo.Patience.Sight;

/** All nodes share a branch of a GitHub repository: the publisher commits to it, and each gateway reads it by itself. */
final class GitHubBranchStore implements DemoStore {

    private static final int SHORT_NAME = 7;
    private static final Duration PROBLEM_LIMIT = Duration.ofMinutes(1);

    private final DemoPlace place;
    private final GitHubStandIn github;

    GitHubBranchStore(DemoPlace place, GitHubStandIn github) {
        this.place = place;
        this.github = github;
    }

    @Override
    public void start() throws StepFailed {
        place.narration().step("Start a stand-in for GitHub", () -> {
            github.start();
            place.narration()
                    .seen(github.address() + ", process " + github.pid() + ", with the private repository "
                            + GitHubStandIn.REPOSITORY);
            place.narration().seen("Its git repository is a real one: " + github.repository());
        });
    }

    @Override
    public Map<String, String> publisherSecrets() {
        return Map.of(DeploymentToml.GITHUB_TOKEN, github.writer());
    }

    @Override
    public Map<String, String> gatewaySecrets() {
        return Map.of(DeploymentToml.GITHUB_TOKEN, github.reader());
    }

    @Override
    public String publisherTables() {
        return tables();
    }

    private String tables() {
        return DeploymentToml.onGitHub(github.address(), GitHubStandIn.REPOSITORY);
    }

    @Override
    public String description() {
        return "its store is the branch on GitHub";
    }

    @Override
    public void admit(DemoNode publisher, List<DemoGateway> gateways) {
        // a token that may read is all that a gateway needs
    }

    @Override
    public String gatewayTables(DemoNode publisher, DemoGateway gateway) {
        return tables();
    }

    @Override
    public void inspect(DemoNode publisher, List<DemoGateway> gateways) throws StepFailed {
        place.narration().step("Look at the repository", () -> {
            describeCommits();
            var head = commits().get(0).text("sha");
            var tree = github.get("git/trees/" + head + "?recursive=1").getAsJsonObject();
            place.narration().seen("The files of " + head.substring(0, SHORT_NAME) + ":");
            new JsonView(tree)
                    .views("tree").stream()
                            .filter(entry -> "blob".equals(entry.text("type")))
                            .forEach(file -> place.narration().seen("  " + file.text("path")));
            place.narration()
                    .seen(
                            "Here the gateways look at the branch every second (poll_interval; a minute if nothing is said)");
        });
    }

    private void describeCommits() throws StepFailed {
        for (var commit : commits()) {
            var headline = commit.view("commit")
                    .orElseThrow()
                    .text("message")
                    .lines()
                    .findFirst()
                    .orElse("");
            place.narration().seen("commit " + commit.text("sha").substring(0, SHORT_NAME) + "  " + headline);
        }
    }

    private List<JsonView> commits() throws StepFailed {
        return StreamSupport.stream(github.get("commits").getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map((JsonObject commit) -> new JsonView(commit))
                .toList();
    }

    @Override
    public String source() {
        return "GitHub";
    }

    @Override
    public void leave(DemoNode publisher) {
        github.stop();
    }

    @Override
    public void seenBy(DemoGateway gateway) throws StepFailed {
        var problem = place.patience().await(gateway.name() + " to say that GitHub is away", PROBLEM_LIMIT, () -> {
            var said = gateway.problem();
            return said.isEmpty() ? Sight.notYet("it says nothing") : Sight.of(said);
        });
        place.narration().seen(gateway.name() + " says: " + problem);
    }

    @Override
    public void comeBack(DemoNode publisher) throws StepFailed {
        github.start();
        place.narration().seen("GitHub is back at the same address, process " + github.pid());
    }

    @Override
    public void conclude() throws StepFailed {
        place.narration().step("See the history, and what GitHub was asked", () -> {
            describeCommits();
            var requests = github.requests();
            count("The publisher", "writer", requests);
            count("The gateways and this demo", "reader", requests);
        });
    }

    private void count(String who, String token, List<String> requests) {
        var own = requests.stream().filter(line -> line.startsWith(token + " ")).toList();
        var unchanged = own.stream().filter(line -> line.contains(" 304 ")).count();
        place.narration()
                .seen(who + ": " + own.size() + " requests, " + unchanged
                        + " of them answered \"not modified\", which costs nothing of GitHub's limit");
    }

    @Override
    public List<String> thingsToTry() {
        return List.of("git -C " + github.repository() + " log --stat main");
    }
}
