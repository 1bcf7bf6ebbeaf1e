package org.trunkline.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.diff.ArtifactDiff;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = {
            "Show what changed between two states of an artifact: the latest change unless told.",
            "The artifact and the XML and JSON inside of it are laid out in lines first."
        })
final class ArtifactsDiffCommand implements Callable<Integer> {

    private static final String LATEST_TWO = "2";
    private static final String ALL = "1000";

    private final CommandContext context;

    @Parameters(paramLabel = "API", description = NamedApi.DESCRIPTION)
    private String api;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "On this gateway label; needed if the API is on several")
    private Optional<String> label;

    @Option(
            names = "--from",
            paramLabel = "REVISION",
            description = "The earlier revision; the state before --to unless given")
    private Optional<String> from;

    @Option(names = "--to", paramLabel = "REVISION", description = "The later revision; the latest state unless given")
    private Optional<String> to;

    ArtifactsDiffCommand(CommandContext context) {
        this.context = context;
    }

    /** A body with what is known about it. */
    private record State(String revision, String instruction, String sha256, String body) {

        boolean removed() {
            return "Remove".equals(instruction);
        }

        JsonObject json() {
            var json = new JsonObject();
            json.addProperty("revision", revision);
            json.addProperty("instruction", instruction);
            json.addProperty("sha256", sha256);
            return json;
        }
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var id = NamedApi.id(client, api);
        var on = label.isPresent() ? label.get() : NamedApi.onlyLabel(client, id);
        var states = states(client, id, on);
        var before = state(client, id, on, states.from());
        var after = state(client, id, on, states.to());
        var lines = ArtifactDiff.of(name(on, before), before.body(), name(on, after), after.body());
        if (context.json()) {
            printJson(id, on, before, after, lines);
        } else if (lines.isEmpty()) {
            context.terminal()
                    .print(
                            before.sha256().equals(after.sha256())
                                    ? "No difference: both are the same bytes."
                                    : "No difference but in how it is spelled: white space or escapes.");
        } else {
            lines.forEach(line -> context.terminal().printForeign(style(line), line));
        }
        return ExitStatus.OK;
    }

    private String name(String on, State state) {
        return api + " on " + on + " at " + state.revision() + (state.removed() ? " (removed)" : "");
    }

    private static Style style(String line) {
        if (line.startsWith("---") || line.startsWith("+++")) {
            return Style.STRONG;
        }
        return switch (line.charAt(0)) {
            case '+' -> Style.GOOD;
            case '-' -> Style.BAD;
            case '@' -> Style.FAINT;
            default -> Style.PLAIN;
        };
    }

    /**
     * The two revisions that are compared.
     *
     * @param to empty text for the latest
     */
    private record Revisions(String from, String to) {}

    /** What was not given is found in the history. */
    private Revisions states(ApiClient client, String id, String on) throws CommandFailed {
        if (from.isPresent()) {
            return new Revisions(from.get(), to.orElse(""));
        }
        var history = client.get(RequestPath.of("artifacts", id, "history")
                        .with("label", on)
                        .with("limit", to.isPresent() ? ALL : LATEST_TWO))
                .json()
                .views("artifacts");
        var later = to.isPresent() ? place(history, to.get()) : 0;
        if (later < 0) {
            throw CommandFailed.usage(
                    "Revision " + to.get() + " came with no state of this artifact, so it has no state "
                            + "before it: give --from as well. See artifacts history.");
        }
        if (later + 1 >= history.size()) {
            throw CommandFailed.refused("There is no state before "
                    + to.map(revision -> "revision " + revision).orElse("the latest one")
                    + ", or the store no longer keeps it.");
        }
        return new Revisions(
                history.get(later + 1).text("revision"), history.get(later).text("revision"));
    }

    private static int place(List<JsonView> history, String revision) {
        for (var i = 0; i < history.size(); i++) {
            if (names(revision, history.get(i).text("revision"))) {
                return i;
            }
        }
        return -1;
    }

    /** Of a commit the first digits do; other revisions that begin alike are different ones. */
    private static boolean names(String text, String revision) {
        var digits = text.matches("[0-9a-f]{4,39}") && revision.matches("[0-9a-f]{40}");
        return revision.equals(text) || digits && revision.startsWith(text);
    }

    private static State state(ApiClient client, String id, String on, String revision) throws CommandFailed {
        var answer = client.get(
                RequestPath.of("artifacts", id, "body").with("label", on).with("revision", revision));
        return new State(
                answer.header("Trunkline-Revision"),
                answer.header("Trunkline-Instruction"),
                answer.header("ETag").replace("\"", ""),
                new String(answer.bytes(), StandardCharsets.UTF_8));
    }

    private void printJson(String id, String on, State before, State after, List<String> lines) {
        var diff = new JsonArray();
        lines.forEach(diff::add);
        var json = new JsonObject();
        json.addProperty("apiId", id);
        json.addProperty("label", on);
        json.add("from", before.json());
        json.add("to", after.json());
        json.addProperty("same", before.sha256().equals(after.sha256()));
        json.add("diff", diff);
        context.terminal().print(json.toString());
    }
}
