package org.trunkline.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.demo.Patience.Sight;
import org.trunkline.cli.terminal.Table;

/** A gateway node of the demo, and what can be seen of it: the APIs it holds and the answers it gives. */
final class DemoGateway {

    private static final Duration SYNC_LIMIT = Duration.ofSeconds(60);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

    private final DemoNode node;
    private final List<String> labels;
    private final DemoPlace place;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CALL_LIMIT)
            .build();

    DemoGateway(DemoNode node, List<String> labels, DemoPlace place) {
        this.node = node;
        this.labels = List.copyOf(labels);
        this.place = place;
    }

    String name() {
        return node.name();
    }

    List<String> labels() {
        return labels;
    }

    DemoNode node() {
        return node;
    }

    boolean carries(SampleApi api) {
        return api.labels().stream().anyMatch(labels::contains);
    }

    /** Where the gateway serves what it has deployed. */
    URI address() throws StepFailed {
        return URI.create(node.ask("gateway").text("previewAddress"));
    }

    /** The table of its APIs, as its operator sees it. */
    void describe() throws StepFailed {
        var apis = node.ask("gateway").views("apis");
        place.narration()
                .seen(name() + ", " + String.join(", ", labels) + ": "
                        + (apis.isEmpty() ? "no API" : apis.size() + " APIs"));
        if (!apis.isEmpty()) {
            var table = new Table("CONTEXT", "API", "VERSION", "TENANT", "REVISION");
            apis.forEach(api -> table.row(
                    api.text("context"),
                    api.text("name"),
                    api.text("version"),
                    api.text("tenant"),
                    api.text("revision")));
            place.narration().seen(table);
        }
    }

    /** What keeps it from following its source; empty if nothing does. */
    String problem() throws StepFailed {
        return node.ask("gateway").text("problem");
    }

    /** Waits until it has deployed exactly these APIs. */
    void awaitApis(List<SampleApi> expected) throws StepFailed {
        var ids = expected.stream().filter(this::carries).map(SampleApi::id).collect(Collectors.toSet());
        place.patience().await(ids.size() + " APIs on " + name(), SYNC_LIMIT, () -> {
            var status = node.ask("gateway");
            var deployed = ids(status);
            return deployed.equals(ids) ? Sight.of(status) : Sight.notYet(description(status, deployed));
        });
    }

    /** Waits until a path answers with a status and a text in the body, and gives the body. */
    String awaitAnswer(String path, int status, String text) throws StepFailed {
        var url = address().resolve(path);
        return place.patience().await(status + " with " + text + " from " + url, SYNC_LIMIT, () -> {
            var response = call(url);
            return response.statusCode() == status && response.body().contains(text)
                    ? Sight.of(response.body().strip())
                    : Sight.notYet(response.statusCode() + " " + response.body().strip());
        });
    }

    private HttpResponse<String> call(URI url) throws StepFailed {
        try {
            return http.send(HttpRequest.newBuilder(url).timeout(CALL_LIMIT).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StepFailed("Expected: an answer to GET " + url + ". Seen: " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("The demo was interrupted.", e);
        }
    }

    private static Set<String> ids(JsonView status) {
        return status.views("apis").stream().map(api -> api.text("apiId")).collect(Collectors.toSet());
    }

    private static String description(JsonView status, Set<String> deployed) {
        var failures = status.views("failures").stream()
                .map(failure -> failure.text("apiId") + " failed: " + failure.text("reason"))
                .toList();
        return deployed.size() + " APIs" + (status.has("problem") ? ", " + status.text("problem") : "")
                + (failures.isEmpty() ? "" : ", " + String.join(", ", failures));
    }
}
