package org.trunkline.cli.command;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.RequestPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "passwd", description = "Give a user another password.")
final class UsersPasswordCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "NAME", description = "The user's name")
    private String name;

    @Mixin
    private NewPassword newPassword;

    UsersPasswordCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var change = new JsonObject();
        change.addProperty("password", newPassword.read(name, context.surroundings()));
        client.put(RequestPath.of("users", name, "password"), change);
        if (!context.json()) {
            context.terminal().print("changed the password of " + name);
        }
        return ExitStatus.OK;
    }
}
