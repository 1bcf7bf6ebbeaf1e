package org.trunkline.cli.command;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.JsonView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "ls", description = "List what is in a collection.")
final class RegistryListCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = RegistryAddress.GOVERNANCE,
            description = "The collection; ${DEFAULT-VALUE} unless given")
    private String path;

    @Option(names = "-l", description = "Show revision, size, time, user and media type as well")
    private boolean details;

    @Option(names = "--version-number", paramLabel = "N", description = "As this version has it")
    private String version;

    RegistryListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var address = RegistryAddress.parse(path);
        var itself =
                client.get(address.request("metadata").with("version", version)).json();
        if (!RegistryAddress.isCollection(itself) && !context.json()) {
            show(List.of(itself));
            return ExitStatus.OK;
        }
        var children = new RegistryPages(client, context.terminal())
                .fetch(address.request("children").with("version", version), "resources", 0);
        if (context.json()) {
            var whole = new JsonObject();
            whole.add("resources", children);
            context.terminal().print(whole.toString());
            return ExitStatus.OK;
        }
        show(RegistryPages.views(children));
        return ExitStatus.OK;
    }

    private void show(List<JsonView> resources) {
        if (resources.isEmpty()) {
            context.terminal().remark("Nothing is in " + path + ".");
        } else if (details) {
            context.terminal().print(ResourceTable.of(resources, false));
        } else {
            resources.forEach(resource -> context.terminal().print(ResourceTable.name(resource)));
        }
    }
}
