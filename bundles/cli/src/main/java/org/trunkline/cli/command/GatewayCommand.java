package org.trunkline.cli.command;

import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.RequestPath;
import picocli.CommandLine.Command;

@Command(name = "gateway", description = "Show what a gateway node has deployed, and what it could not.")
final class GatewayCommand implements Callable<Integer> {

    private final CommandContext context;

    GatewayCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var answer = context.connect().get(RequestPath.of("gateway"));
        if (context.json()) {
            context.printJson(answer);
        } else {
            new GatewayReport(answer.json()).print(context.terminal());
        }
        return ExitStatus.OK;
    }
}
