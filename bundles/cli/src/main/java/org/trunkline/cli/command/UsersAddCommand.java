package org.trunkline.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.RequestPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "add", description = "Add a user.")
final class UsersAddCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "NAME", description = "The user's name")
    private String name;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "admin, publisher or viewer; may be repeated")
    private List<String> roles;

    @Mixin
    private NewPassword newPassword;

    UsersAddCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var user = new JsonObject();
        user.addProperty("name", name);
        user.addProperty("password", newPassword.read(name, context.surroundings()));
        var given = new JsonArray();
        roles.forEach(given::add);
        user.add("roles", given);
        var answer = client.post(RequestPath.of("users"), user);
        if (context.json()) {
            context.printJson(answer);
        } else {
            context.terminal().print("added " + name + " (" + Shown.list(roles) + ")");
        }
        return ExitStatus.OK;
    }
}
