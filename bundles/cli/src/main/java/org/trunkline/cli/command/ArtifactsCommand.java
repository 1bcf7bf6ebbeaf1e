package org.trunkline.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "artifacts",
        description = "Publish, remove and look at artifacts.",
        subcommands = {
            ArtifactsListCommand.class,
            ArtifactsShowCommand.class,
            ArtifactsHistoryCommand.class,
            ArtifactsDiffCommand.class,
            ArtifactsPublishCommand.class,
            ArtifactsRemoveCommand.class,
            ArtifactsRollbackCommand.class,
            ArtifactsImportCommand.class
        })
final class ArtifactsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: ls, show, history, diff, publish, remove, rollback or import.");
    }
}
