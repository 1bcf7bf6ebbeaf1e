package org.trunkline.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.client.RequestPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = {
            "Show an artifact on each label, or its body.",
            "The body is printed as it was published, byte for byte."
        })
final class ArtifactsShowCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "API", description = NamedApi.DESCRIPTION)
    private String api;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "On this gateway label; needed for the body if the API is on several")
    private String label;

    @Option(names = "--body", description = "Print the body")
    private boolean body;

    @Option(
            names = {"--at", "--revision"},
            paramLabel = "REVISION",
            description = "The body at an earlier revision; of a commit of its history the first digits do")
    private String revision;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the body to a file")
    private Optional<Path> output;

    ArtifactsShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        if (body || output.isPresent() || revision != null) {
            return showBody(context.connect());
        }
        var client = context.connect();
        var answer =
                client.get(RequestPath.of("artifacts", NamedApi.id(client, api)).with("label", label));
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        var artifacts = answer.json().views("artifacts");
        artifacts.stream().findFirst().ifPresent(this::printTitle);
        context.terminal().print(ArtifactTable.versions(artifacts));
        return ExitStatus.OK;
    }

    private void printTitle(JsonView artifact) {
        context.terminal()
                .print(artifact.text("name") + " " + artifact.text("version") + " of "
                        + artifact.text("tenant")
                        + (artifact.has("provider") ? ", provided by " + artifact.text("provider") : ""));
    }

    private int showBody(ApiClient client) throws CommandFailed {
        var id = NamedApi.id(client, api);
        var bytes = client.get(RequestPath.of("artifacts", id, "body")
                        .with("label", label == null ? NamedApi.onlyLabel(client, id) : label)
                        .with("revision", revision))
                .bytes();
        if (output.isEmpty()) {
            context.terminal().write(bytes);
            return ExitStatus.OK;
        }
        try {
            Files.write(output.get(), bytes);
        } catch (IOException e) {
            throw CommandFailed.refused(
                    "The body was read and cannot be written to " + output.get() + ": " + e.getMessage() + ".", e);
        }
        context.terminal().remark(Shown.size(Integer.toString(bytes.length)) + " written to " + output.get());
        return ExitStatus.OK;
    }
}
