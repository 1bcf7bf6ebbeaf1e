package org.trunkline.cli.command;

import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "cp", description = "Copy a resource or a tree; what is at the target is replaced.")
final class RegistryCopyCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "What is there")
    private String source;

    @Parameters(index = "1", paramLabel = "TARGET", description = "The path to be, its last name included")
    private String target;

    RegistryCopyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var from = RegistryAddress.parse(source);
        var to = RegistryAddress.parse(target);
        var answer = context.connect().post(from.request("copy").with("to", to.path()));
        if (context.json()) {
            context.printJson(answer);
        } else {
            context.terminal().print(context.terminal().paint(Style.GOOD, "copied") + " " + from + " to " + to);
        }
        return ExitStatus.OK;
    }
}
