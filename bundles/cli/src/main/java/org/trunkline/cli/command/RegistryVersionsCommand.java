package org.trunkline.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Table;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "versions", description = "List the versions of a resource or collection, or make or forget one.")
final class RegistryVersionsCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "PATH", description = "The resource or collection")
    private String path;

    @ArgGroup
    private Change change = new Change();

    /** At most one of them. */
    static final class Change {
        @Option(names = "--create", description = "Keep the present state, of a collection with everything below it")
        private boolean create;

        @Option(names = "--delete", paramLabel = "N", description = "Forget a version")
        private Optional<String> delete = Optional.empty();
    }

    RegistryVersionsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var request = RegistryAddress.parse(path).request("versions");
        if (change.create) {
            var answer = client.post(request);
            if (context.json()) {
                context.printJson(answer);
            } else {
                context.terminal()
                        .print(context.terminal().paint(Style.GOOD, "kept") + " " + path + " as version "
                                + answer.json().text("number"));
            }
            return ExitStatus.OK;
        }
        if (change.delete.isPresent()) {
            client.delete(request.with("version", change.delete.get()));
            if (!context.json()) {
                context.terminal()
                        .print(context.terminal().paint(Style.GOOD, "forgot") + " version " + change.delete.get());
            }
            return ExitStatus.OK;
        }
        var answer = client.get(request);
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        var table = new Table("VERSION", "CREATED AT", "BY").figures(0);
        for (var version : answer.json().views("versions")) {
            table.row(version.text("number"), Shown.moment(version.text("createdAt")), version.text("createdBy"));
        }
        if (table.isEmpty()) {
            context.terminal().print("There is no version of " + path + ". Make one with --create.");
        } else {
            context.terminal().print(table);
        }
        return ExitStatus.OK;
    }
}
