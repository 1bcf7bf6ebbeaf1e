package org.trunkline.cli.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show all that a resource is, but for its content.")
final class RegistryShowCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "PATH", description = "The resource or collection")
    private String path;

    RegistryShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var answer = context.connect().get(RegistryAddress.parse(path).request("metadata"));
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        var resource = answer.json();
        var table = new Table(resource.text("kind").toUpperCase(Locale.ROOT), ResourceTable.path(resource));
        row(table, "lies at", resource.text("realPath"));
        row(table, "media type", resource.text("mediaType"));
        row(table, "description", resource.text("description"));
        row(table, "size", Shown.size(resource.text("size")));
        row(table, "sha-256", resource.text("sha256"));
        row(table, "revision", resource.text("revision"));
        row(table, "uuid", resource.text("uuid"));
        row(table, "created", Shown.moment(resource.text("createdAt")) + " by " + resource.text("createdBy"));
        row(table, "modified", Shown.moment(resource.text("modifiedAt")) + " by " + resource.text("modifiedBy"));
        resource.view("properties")
                .ifPresent(properties ->
                        properties.names().forEach(name -> row(table, name, Shown.list(properties.texts(name)))));
        context.terminal().print(table);
        return ExitStatus.OK;
    }

    private static void row(Table table, String name, String value) {
        if (!value.isEmpty()) {
            table.row(name, value);
        }
    }
}
