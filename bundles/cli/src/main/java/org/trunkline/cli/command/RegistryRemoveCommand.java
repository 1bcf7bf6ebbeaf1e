package org.trunkline.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rm", description = "Delete resources, or links without what they lead to.")
final class RegistryRemoveCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "What to delete")
    private List<String> paths;

    @Option(names = "-r", description = "Collections with everything below them as well")
    private boolean recursive;

    @Option(names = "--yes", description = "Do not ask before a collection is deleted")
    private boolean yes;

    RegistryRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        for (var path : paths) {
            var address = RegistryAddress.parse(path);
            if (isTree(client, address)) {
                requireWill(client, address);
            }
            client.delete(address.request("content"));
            if (!context.json()) {
                context.terminal().print(context.terminal().paint(Style.GOOD, "deleted") + " " + address);
            }
        }
        return ExitStatus.OK;
    }

    /** A link to a collection is no tree, and one that leads nowhere has no metadata. */
    private static boolean isTree(ApiClient client, RegistryAddress address) throws CommandFailed {
        try {
            client.get(address.request("link"));
            return false;
        } catch (CommandFailed e) {
            if (e.exitStatus() != ExitStatus.REFUSED) {
                throw e;
            }
            return RegistryAddress.isCollection(address.metadata(client));
        }
    }

    private void requireWill(ApiClient client, RegistryAddress address) throws CommandFailed {
        if (!recursive) {
            throw CommandFailed.usage(address + " is a collection. Give -r to delete it with everything below it.");
        }
        if (yes) {
            return;
        }
        var children = client.get(address.request("children").with("limit", "1"))
                .json()
                .text("total");
        var question = "Delete " + address + " with everything below it (" + children + " in it directly)?";
        if (!context.terminal().interactive()) {
            throw CommandFailed.usage(
                    question + " Nobody can answer here: give --yes as well. Nothing below it was deleted.");
        }
        if (!context.terminal().confirms(question)) {
            throw CommandFailed.refused(address + " was not deleted.");
        }
    }
}
