package org.trunkline.cli.command;

import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.RequestPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "rm", description = "Remove a user.")
final class UsersRemoveCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "NAME", description = "The user's name")
    private String name;

    UsersRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        context.connect().delete(RequestPath.of("users", name));
        if (!context.json()) {
            context.terminal().print("removed " + name);
        }
        return ExitStatus.OK;
    }
}
