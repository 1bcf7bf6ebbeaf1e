package org.trunkline.cli.command;

import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.RequestPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "Show the states that an artifact went through, newest first.")
final class ArtifactsHistoryCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID", description = "The API's id")
    private String apiId;

    @Option(names = "--label", required = true, paramLabel = "LABEL", description = "On this gateway label")
    private String label;

    @Option(names = "--limit", paramLabel = "N", description = "At most this many")
    private String limit;

    ArtifactsHistoryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var answer = context.connect()
                .get(RequestPath.of("artifacts", apiId, "history")
                        .with("label", label)
                        .with("limit", limit));
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        var table = ArtifactTable.versions(answer.json().views("artifacts"));
        if (table.isEmpty()) {
            context.terminal().print("Nothing was ever stored under this id and label.");
        } else {
            context.terminal().print(table);
        }
        return ExitStatus.OK;
    }
}
