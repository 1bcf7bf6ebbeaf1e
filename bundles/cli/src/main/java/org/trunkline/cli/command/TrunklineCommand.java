package org.trunkline.cli.command;

import org.trunkline.cli.command.TrunklineCommand.Version;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
        name = "trunkline",
        description = "Asks a Trunkline node what it does, and tells it what to do.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        scope = ScopeType.INHERIT,
        usageHelpWidth = 100,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:the node refused, or a step failed",
            "2:the command line is wrong",
            "3:the node does not answer, or its certificate is not trusted"
        },
        subcommands = {
            StatusCommand.class,
            NodesCommand.class,
            GatewayCommand.class,
            ArtifactsCommand.class,
            RegistryCommand.class,
            UsersCommand.class,
            DemoCommand.class,
            VersionCommand.class,
            GenerateCompletion.class,
            HelpCommand.class
        })
final class TrunklineCommand implements Runnable {

    @Mixin
    private final ConnectionOptions connection;

    @Option(names = "--trace", scope = ScopeType.INHERIT, description = "Show where in the program a failure came from")
    private boolean trace;

    @Spec
    private CommandSpec spec;

    TrunklineCommand(ConnectionOptions connection) {
        this.connection = connection;
    }

    boolean trace() {
        return trace;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "No command is given. Try: trunkline help");
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {

        static String text() {
            var version = Version.class.getPackage().getImplementationVersion();
            return "trunkline " + (version == null ? "(not packed)" : version);
        }

        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }
    }
}
