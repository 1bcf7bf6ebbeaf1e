package org.trunkline.cli.command;

import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "mv", description = "Move or rename a resource or a tree, to where nothing is.")
final class RegistryMoveCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "What is there")
    private String source;

    @Parameters(index = "1", paramLabel = "TARGET", description = "The path to be, its last name included")
    private String target;

    RegistryMoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var from = RegistryAddress.parse(source);
        var to = RegistryAddress.parse(target);
        var answer = context.connect().post(from.request("move").with("to", to.path()));
        if (context.json()) {
            context.printJson(answer);
        } else {
            context.terminal().print(context.terminal().paint(Style.GOOD, "moved") + " " + from + " to " + to);
        }
        return ExitStatus.OK;
    }
}
