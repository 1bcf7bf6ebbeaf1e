package org.trunkline.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description = {
            "Publish files to gateway labels.",
            "Each file holds one API as WSO2's publisher writes it (GatewayAPIDTO as JSON). All labels get it or none. "
                    + "A file that is refused does not keep the others from being published."
        })
final class ArtifactsPublishCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files; - for standard input")
    private List<String> files;

    @Option(names = "--label", required = true, paramLabel = "LABEL", description = "A gateway label; may be repeated")
    private List<String> labels;

    ArtifactsPublishCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        if (files.stream().filter(STANDARD_INPUT::equals).count() > 1) {
            throw CommandFailed.usage("Standard input can be read once: give - once.");
        }
        var client = context.connect();
        var failed = 0;
        for (var i = 0; i < files.size(); i++) {
            context.terminal().progress("Publishing " + (i + 1) + " of " + files.size() + ": " + files.get(i));
            try {
                publish(files.get(i), client);
            } catch (CommandFailed e) {
                if (files.size() == 1 || e.exitStatus() == ExitStatus.UNREACHABLE) {
                    throw e;
                }
                failed++;
                context.terminal()
                        .remark(context.terminal().paint(Style.BAD, "Error: ") + files.get(i) + ": " + e.getMessage());
            }
        }
        if (failed == files.size()) {
            throw CommandFailed.refused("None of the " + failed + " files was published.");
        }
        if (failed > 0) {
            throw CommandFailed.refused(failed + " of " + files.size() + " files were not published; the others were.");
        }
        return ExitStatus.OK;
    }

    private void publish(String file, ApiClient client) throws CommandFailed {
        var answer = client.post(RequestPath.of("artifacts").withEach("label", labels), read(file));
        if (context.json()) {
            context.printJson(answer);
            return;
        }
        for (var artifact : answer.json().views("artifacts")) {
            context.terminal()
                    .print(context.terminal().paint(Style.GOOD, "published") + " " + artifact.text("name") + " "
                            + artifact.text("version") + " to " + artifact.text("label") + ", revision "
                            + artifact.text("revision"));
        }
    }

    private byte[] read(String file) throws CommandFailed {
        try {
            return STANDARD_INPUT.equals(file)
                    ? context.surroundings().input().readAllBytes()
                    : Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw CommandFailed.usage("There is no file " + file + ".");
        } catch (IOException e) {
            throw CommandFailed.usage(file + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
