package org.trunkline.cli.command;

import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.demo.DemoRun;
import org.trunkline.cli.demo.DemoWishes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Start a publisher and two gateways on this machine and watch an API being published.",
            "Everything runs on free ports of 127.0.0.1 and in a temporary folder; nothing is left behind."
        })
final class DemoCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(names = "--keep", description = "Keep the folder with the nodes' configuration, data and logs")
    private boolean keep;

    @Option(
            names = "--pause",
            description = "Wait for Enter before the nodes are stopped, and show what to try meanwhile")
    private boolean pause;

    DemoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var home = context.surroundings()
                .home()
                .orElseThrow(() -> CommandFailed.usage("The demo needs the packed distribution. "
                        + "Run bin/trunkline demo of a distribution, or ./trunkline demo of the sources."));
        new DemoRun(
                        home,
                        context.terminal(),
                        context.surroundings().input(),
                        new DemoWishes(keep, pause, context.json()))
                .run();
        return ExitStatus.OK;
    }
}
