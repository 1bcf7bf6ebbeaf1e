package org.trunkline.cli.command;

import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.terminal.Table;
import picocli.CommandLine.Command;

@Command(name = "ls", description = "List the users and their roles.")
final class UsersListCommand implements Callable<Integer> {

    private final CommandContext context;

    UsersListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var answer = context.connect().get(RequestPath.of("users"));
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        var table = new Table("USER", "ROLES");
        answer.json().views("users").forEach(user -> table.row(user.text("name"), Shown.list(user.texts("roles"))));
        context.terminal().print(table);
        return ExitStatus.OK;
    }
}
