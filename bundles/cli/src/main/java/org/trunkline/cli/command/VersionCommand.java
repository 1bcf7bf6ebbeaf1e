package org.trunkline.cli.command;

import picocli.CommandLine.Command;

@Command(name = "version", description = "Print the version of this program.")
final class VersionCommand implements Runnable {

    private final CommandContext context;

    VersionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.terminal().print(TrunklineCommand.Version.text());
    }
}
