package org.trunkline.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.Upload;
import org.trunkline.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "tag", description = "Put tags on a resource or take one's own away, and list what it has then.")
final class RegistryTagCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "PATH", description = "The resource or collection")
    private String path;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TAG", description = "Tags to put there")
    private List<String> tags = List.of();

    @Option(names = "--remove", paramLabel = "TAG", description = "A tag to take away; may be repeated")
    private List<String> removed = List.of();

    RegistryTagCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var request = RegistryAddress.parse(path).request("tags");
        for (var tag : tags) {
            client.send("PUT", request.with("tag", tag), Upload.of(new byte[0]));
        }
        for (var tag : removed) {
            client.delete(request.with("tag", tag));
        }
        var answer = client.get(request);
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        var table = new Table("TAG", "USERS").figures(1);
        answer.json().views("tags").forEach(tag -> table.row(tag.text("name"), tag.text("users")));
        if (table.isEmpty()) {
            context.terminal().print(path + " has no tag.");
        } else {
            context.terminal().print(table);
        }
        return ExitStatus.OK;
    }
}
