package org.trunkline.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "registry",
        description = {
            "Look at the registry and change it.",
            "A path begins with a slash: /_system/governance/trunk. What a user may see and change, "
                    + "[registry.access] of the node's deployment.toml says."
        },
        subcommands = {
            RegistryListCommand.class,
            RegistryShowCommand.class,
            RegistryGetCommand.class,
            RegistryPutCommand.class,
            RegistryRemoveCommand.class,
            RegistryMoveCommand.class,
            RegistryCopyCommand.class,
            RegistryVersionsCommand.class,
            RegistryRestoreCommand.class,
            RegistryAssociationsCommand.class,
            RegistryTagCommand.class,
            RegistryCommentCommand.class,
            RegistryRateCommand.class,
            RegistryLinkCommand.class,
            RegistrySearchCommand.class,
            RegistryLogCommand.class,
            RegistryDumpCommand.class,
            RegistryLoadCommand.class,
            RegistryImportCommand.class
        })
final class RegistryCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: ls, show, get, put, rm, mv, cp, search, import or another.");
    }
}
