package org.trunkline.cli.command;

import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "import",
        description = {
            "Move what apim-artifact-synchronizer-github saved into the layout of the GitHub store, in one commit.",
            "Shows first what moves where. What cannot be read stays where it is."
        })
final class ArtifactsImportCommand implements Callable<Integer> {

    private static final RequestPath IMPORT = RequestPath.of("github", "import");

    private final CommandContext context;

    @Mixin
    private Confirmation confirmation;

    ArtifactsImportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        if (context.json()) {
            confirmation.requireSaid();
        }
        var client = context.connect();
        if (context.json()) {
            context.printJson(confirmation.dryRun() ? client.get(IMPORT) : client.post(IMPORT));
            return ExitStatus.OK;
        }
        var plan = client.get(IMPORT).json();
        var moves = plan.views("moves");
        print(plan);
        if (moves.isEmpty() || confirmation.dryRun()) {
            return ExitStatus.OK;
        }
        var many = moves.size() + (moves.size() == 1 ? " artifact" : " artifacts");
        if (!confirmation.given(context.terminal(), "Move " + many + " of " + plan.text("repository") + "?")) {
            context.terminal().remark("Nothing was moved.");
            return ExitStatus.REFUSED;
        }
        var revision = client.post(IMPORT).json().text("revision");
        context.terminal()
                .print(context.terminal().paint(Style.GOOD, "imported") + " " + many + ", revision " + revision);
        return ExitStatus.OK;
    }

    private void print(JsonView plan) {
        var moves = plan.views("moves");
        if (moves.isEmpty()) {
            context.terminal().print("There is nothing to import in " + plan.text("repository") + ".");
        } else {
            context.terminal().print(ArtifactTable.moves(moves));
        }
        // not in the table: a reason is a sentence and must not be cut
        for (var file : plan.views("unreadable")) {
            context.terminal()
                    .print(context.terminal().paint(Style.WARNING, "stays") + " " + file.text("path") + ": "
                            + file.text("reason"));
        }
    }
}
