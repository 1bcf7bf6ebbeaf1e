package org.trunkline.cli.command;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Table;
import picocli.CommandLine.Command;

@Command(name = "nodes", description = "Show a publisher and the gateways that read from it.")
final class NodesCommand implements Callable<Integer> {

    private final CommandContext context;

    NodesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var answer = context.connect().get(RequestPath.of("nodes"));
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        var nodes = answer.json();
        nodes.view("node")
                .ifPresent(node -> context.terminal()
                        .print("Node " + node.text("name") + " (" + node.text("profile") + ") at "
                                + node.text("managementAddress") + ", head " + nodes.text("head")));
        var table = new Table("GATEWAY", "ACCOUNT", "LABELS", "HOLDS", "UP TO DATE", "LAST SEEN");
        var now = Instant.now();
        for (var reader : nodes.views("readers")) {
            table.row(
                    reader.isTrue("upToDate") ? Style.PLAIN : Style.WARNING,
                    reader.text("node"),
                    reader.text("account"),
                    Shown.list(reader.texts("labels")),
                    reader.text("heldRevision"),
                    reader.isTrue("upToDate") ? "yes" : "no",
                    Shown.age(reader.text("lastSeen"), now));
        }
        if (table.isEmpty()) {
            context.terminal().print("No gateway has read from it since it was started.");
        } else {
            context.terminal().print(table);
        }
        return ExitStatus.OK;
    }
}
