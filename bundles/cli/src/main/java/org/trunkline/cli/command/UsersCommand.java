package org.trunkline.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "users",
        description = "Manage the users of a node.",
        subcommands = {
            UsersListCommand.class,
            UsersAddCommand.class,
            UsersPasswordCommand.class,
            UsersRemoveCommand.class
        })
final class UsersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: ls, add, passwd or rm.");
    }
}
