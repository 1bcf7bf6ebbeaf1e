package org.trunkline.cli.command;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "log", description = "Show what users did, newest first.")
final class RegistryLogCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "To a resource and everything below it")
    private String within;

    @Option(names = "--by", paramLabel = "NAME", description = "By this user")
    private String user;

    @Option(names = "--action", paramLabel = "ACTION", description = "add, update, delete, move, copy, tag and so on")
    private String action;

    @Option(names = "--limit", paramLabel = "N", description = "At most this many; 0 for all", defaultValue = "50")
    private int limit;

    RegistryLogCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var request = RequestPath.of("registry", "activities")
                .with("within", within)
                .with("user", user)
                .with("action", action);
        var found = new RegistryPages(context.connect(), context.terminal()).fetch(request, "activities", limit);
        if (context.json()) {
            var whole = new JsonObject();
            whole.add("activities", found);
            context.terminal().print(whole.toString());
            return ExitStatus.OK;
        }
        var table = new Table("AT", "BY", "ACTION", "PATH", "DETAIL").whole(3);
        for (var activity : RegistryPages.views(found)) {
            table.row(
                    Shown.moment(activity.text("at")),
                    activity.text("user"),
                    activity.text("action"),
                    activity.text("path"),
                    activity.text("detail"));
        }
        if (table.isEmpty()) {
            context.terminal().print("Nothing was done.");
        } else {
            context.terminal().print(table);
        }
        return ExitStatus.OK;
    }
}
