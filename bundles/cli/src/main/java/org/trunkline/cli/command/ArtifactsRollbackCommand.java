package org.trunkline.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        description = {
            "Make an API, or a whole gateway label, what it was at a revision.",
            "Shows first what is published again and what is removed. It is a new write on top: nothing is taken out of the "
                    + "history, and a rollback can be rolled back."
        })
final class ArtifactsRollbackCommand implements Callable<Integer> {

    private static final int MOST_NAMED = 5;

    private final CommandContext context;

    @Parameters(
            arity = "0..1",
            paramLabel = "API|LABEL",
            description =
                    "The API (its id, or NAME/VERSION), or the label; without it the labels of --label as a whole")
    private Optional<String> subject;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "The API on this gateway label only; may be repeated")
    private List<String> labels = List.of();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "REVISION",
            description = "What to go back to; for an API the first digits of a commit of its history do")
    private String revision;

    @Mixin
    private Confirmation confirmation;

    ArtifactsRollbackCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        if (subject.isEmpty() && labels.isEmpty()) {
            throw CommandFailed.usage("Say what goes back: an API, or a label.");
        }
        if (context.json()) {
            confirmation.requireSaid();
        }
        var client = context.connect();
        var path = scope(client).with("to", revision);
        var answer = client.get(path);
        var plan = answer.json();
        var run = path.with("expected", plan.text("expected"));
        if (context.json()) {
            context.printJson(confirmation.dryRun() ? answer : client.post(run));
            return ExitStatus.OK;
        }
        print(plan);
        if (plan.views("changes").isEmpty() || confirmation.dryRun()) {
            return ExitStatus.OK;
        }
        if (!confirmation.given(context.terminal(), "Go back to " + plan.text("to") + "?")) {
            context.terminal().remark("Nothing was changed.");
            return ExitStatus.REFUSED;
        }
        printDone(client.post(run).json(), plan);
        return ExitStatus.OK;
    }

    private RequestPath scope(ApiClient client) throws CommandFailed {
        var path = RequestPath.of("rollback");
        if (subject.isEmpty()) {
            return path.withEach("label", labels);
        }
        var api = NamedApi.id(client, subject.get());
        if (!labels.isEmpty()) {
            return path.with("apiId", api).withEach("label", labels);
        }
        var isApi = isThere(client, "apiId", api);
        var isLabel = isThere(client, "label", subject.get());
        if (isApi && isLabel) {
            throw CommandFailed.usage(subject.get() + " is an API and a label. For the label give --label "
                    + subject.get() + " alone; for the API add --label with each label that it is on.");
        }
        if (!isApi && !isLabel) {
            throw CommandFailed.refused("Nothing was ever published for an API or on a label '" + subject.get() + "'.");
        }
        return isApi ? path.with("apiId", api) : path.with("label", subject.get());
    }

    private static boolean isThere(ApiClient client, String parameter, String value) throws CommandFailed {
        var found =
                client.get(RequestPath.of("artifacts").with(parameter, value).with("limit", "1"));
        return !found.json().views("artifacts").isEmpty();
    }

    private void print(JsonView plan) {
        var terminal = context.terminal();
        var stays = plan.views("stays");
        if (plan.views("changes").isEmpty()) {
            terminal.print("Nothing to do: all of it is as it was at " + plan.text("to") + ".");
            return;
        }
        terminal.print(ArtifactTable.rollback(plan.views("changes")));
        if (!stays.isEmpty()) {
            var named = stays.stream()
                    .limit(MOST_NAMED)
                    .map(artifact ->
                            artifact.text("name") + " " + artifact.text("version") + " on " + artifact.text("label"))
                    .toList();
            var more = stays.size() > named.size() ? ", and " + (stays.size() - named.size()) + " more" : "";
            terminal.print("As they are: " + Shown.list(named) + more + ".");
        }
    }

    private void printDone(JsonView answer, JsonView plan) {
        var terminal = context.terminal();
        for (var artifact : answer.views("artifacts")) {
            var removed = "Remove".equals(artifact.text("instruction"));
            terminal.print(terminal.paint(Style.GOOD, removed ? "removed" : "published") + " " + artifact.text("name")
                    + " " + artifact.text("version") + (removed ? " from " : " to ") + artifact.text("label")
                    + ", revision " + artifact.text("revision"));
        }
        terminal.remark("To undo it, go back to " + plan.text("head") + ".");
    }
}
