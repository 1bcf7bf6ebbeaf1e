package org.trunkline.cli.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.Upload;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "load",
        description = {
            "Put the tree of a dump at a path.",
            "What both have is replaced, what is there besides stays. All is loaded or nothing."
        })
final class RegistryLoadCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "PATH", description = "Where the top of the dump is to be")
    private String path;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "- for standard input")
    private String file;

    RegistryLoadCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var address = RegistryAddress.parse(path);
        var upload = RegistryAddress.isStandardInput(file)
                ? Upload.of(context.surroundings().input())
                : Upload.of(Path.of(file));
        var client = context.connect();
        context.terminal().progress("Loading " + file);
        var answer = client.send("POST", address.request("load"), upload.mediaType("application/octet-stream"));
        if (context.json()) {
            context.printJson(answer);
        } else {
            context.terminal().print(context.terminal().paint(Style.GOOD, "loaded") + " " + address);
        }
        return ExitStatus.OK;
    }
}
