package org.trunkline.cli.command;

import java.nio.file.Path;
import java.util.Optional;
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

    /** Names the program that stands in for GitHub: a jar that java -jar runs. */
    private static final String STAND_IN = "TRUNKLINE_GITHUB_FAKE";

    private final CommandContext context;

    @Option(names = "--keep", description = "Keep the folder with the nodes' configuration, data and logs")
    private boolean keep;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            defaultValue = "jdbc",
            description = {
                "What artifacts go through: jdbc (the publisher's database, from which the gateways read),",
                "or github (a branch on a stand-in for GitHub; from the sources only)"
            })
    private String store;

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
                        new DemoWishes(keep, pause, context.json(), gitHub()))
                .run();
        return ExitStatus.OK;
    }

    private Optional<Path> gitHub() throws CommandFailed {
        return switch (store) {
            case "jdbc" -> Optional.empty();
            case "github" ->
                Optional.of(context.surroundings()
                        .variable(STAND_IN)
                        .map(Path::of)
                        .orElseThrow(
                                () -> CommandFailed.usage("The demo on GitHub needs the stand-in for GitHub, which "
                                        + STAND_IN + " names and no distribution holds."
                                        + " Run ./trunkline demo --store github of the sources.")));
            default -> throw CommandFailed.usage("--store must be jdbc or github, not '" + store + "'.");
        };
    }
}
