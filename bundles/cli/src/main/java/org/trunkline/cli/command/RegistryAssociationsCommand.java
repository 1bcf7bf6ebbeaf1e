package org.trunkline.cli.command;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Table;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "assoc", description = "List the associations of a resource, or add or remove one.")
final class RegistryAssociationsCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "PATH", description = "The resource or collection")
    private String path;

    @Option(names = "--type", paramLabel = "TYPE", description = "Of this type; depends unless given when one is added")
    private Optional<String> type;

    @ArgGroup
    private Change change = new Change();

    /** At most one of them. */
    static final class Change {
        @Option(names = "--add", paramLabel = "TARGET", description = "Associate it with a path or an address")
        private Optional<String> add = Optional.empty();

        @Option(names = "--remove", paramLabel = "TARGET", description = "Remove the association with it")
        private Optional<String> remove = Optional.empty();
    }

    RegistryAssociationsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var address = RegistryAddress.parse(path);
        if (change.add.isPresent()) {
            add(client, address, change.add.get());
        } else if (change.remove.isPresent()) {
            remove(client, address, change.remove.get());
        } else {
            list(client, address);
        }
        return ExitStatus.OK;
    }

    private void add(ApiClient client, RegistryAddress address, String target) throws CommandFailed {
        var association = new JsonObject();
        association.addProperty("target", target);
        association.addProperty("type", type.orElse("depends"));
        client.post(address.request("associations"), association);
        say("associated", address + " with " + target + " (" + type.orElse("depends") + ")");
    }

    private void remove(ApiClient client, RegistryAddress address, String target) throws CommandFailed {
        var name = type.orElseThrow(() -> CommandFailed.usage("Give the --type of the association to remove."));
        client.delete(address.request("associations").with("target", target).with("type", name));
        say("removed", "the association of " + address + " with " + target + " (" + name + ")");
    }

    private void say(String done, String what) {
        if (!context.json()) {
            context.terminal().print(context.terminal().paint(Style.GOOD, done) + " " + what);
        }
    }

    private void list(ApiClient client, RegistryAddress address) throws CommandFailed {
        var answer = client.get(address.request("associations").with("type", type.orElse("")));
        if (context.json()) {
            context.printJson(answer);
            return;
        }
        var table = new Table("SOURCE", "TYPE", "TARGET").whole(0, 2);
        for (var association : answer.json().views("associations")) {
            table.row(association.text("source"), association.text("type"), association.text("target"));
        }
        if (table.isEmpty()) {
            context.terminal().print(address + " is associated with nothing.");
        } else {
            context.terminal().print(table);
        }
    }
}
