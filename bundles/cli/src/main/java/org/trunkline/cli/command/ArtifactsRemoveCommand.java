package org.trunkline.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Remove an API from gateway labels, from all where it is published unless told.")
final class ArtifactsRemoveCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "API", description = NamedApi.DESCRIPTION)
    private String api;

    @Option(names = "--label", paramLabel = "LABEL", description = "A gateway label; may be repeated")
    private List<String> labels = List.of();

    ArtifactsRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var answer = client.delete(
                RequestPath.of("artifacts", NamedApi.id(client, api)).withEach("label", labels));
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        for (var artifact : answer.json().views("artifacts")) {
            context.terminal()
                    .print(context.terminal().paint(Style.GOOD, "removed") + " " + artifact.text("name") + " "
                            + artifact.text("version") + " from " + artifact.text("label") + ", revision "
                            + artifact.text("revision"));
        }
        return ExitStatus.OK;
    }
}
