package org.trunkline.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "dump", description = "Write a tree with all that belongs to it, for load.")
final class RegistryDumpCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "PATH", description = "The resource or collection")
    private String path;

    @Option(names = "--output", paramLabel = "FILE", description = "Write it to a file; else to standard output")
    private Optional<Path> output;

    RegistryDumpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        if (output.isEmpty() && context.terminal().interactive()) {
            throw CommandFailed.usage("A dump is not for the eye: give --output FILE, or send it to a file with >.");
        }
        var client = context.connect();
        context.terminal().progress("Dumping " + path);
        RegistryGetCommand.download(client, RegistryAddress.parse(path).request("dump"), output, context.terminal());
        return ExitStatus.OK;
    }
}
