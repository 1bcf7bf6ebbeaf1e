package org.trunkline.cli.command;

import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.RequestPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "Show the states that an API went through on each label, newest first.")
final class ArtifactsHistoryCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "API", description = NamedApi.DESCRIPTION)
    private String api;

    @Option(names = "--label", paramLabel = "LABEL", description = "On this gateway label only")
    private String label;

    @Option(names = "--limit", paramLabel = "N", description = "At most this many of each label")
    private String limit;

    ArtifactsHistoryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var answer = client.get(RequestPath.of("artifacts", NamedApi.id(client, api), "history")
                .with("label", label)
                .with("limit", limit));
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        context.terminal().print(ArtifactTable.versions(answer.json().views("artifacts")));
        return ExitStatus.OK;
    }
}
