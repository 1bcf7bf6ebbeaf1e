package org.trunkline.cli.command;

import java.lang.reflect.Constructor;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.Surroundings;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole command line: parses the arguments, runs one command, and turns every failure into a line and an exit status. */
public final class CommandLineProgram {

    private final Terminal terminal;
    private final CommandLine commands;
    private final TrunklineCommand root;

    public CommandLineProgram(Surroundings surroundings) {
        this.terminal = surroundings.terminal();
        var connection = new ConnectionOptions(surroundings);
        this.root = new TrunklineCommand(connection);
        this.commands = new CommandLine(root, new ContextFactory(new CommandContext(surroundings, connection)));
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF));
        commands.setOut(terminal.resultWriter());
        commands.setErr(terminal.remarkWriter());
        commands.setParameterExceptionHandler(this::wrongUsage);
        commands.setExecutionExceptionHandler(this::failed);
    }

    /** Runs one command and gives the exit status of the process. */
    public int run(String... arguments) {
        return commands.execute(arguments);
    }

    private int wrongUsage(ParameterException e, String[] arguments) {
        remarkError(e.getMessage());
        var name = e.getCommandLine().getCommandSpec().qualifiedName();
        if (!UnmatchedArgumentException.printSuggestions(e, commands.getErr())) {
            terminal.remark("See " + name + " --help");
        }
        return ExitStatus.USAGE;
    }

    private int failed(Exception e, CommandLine command, ParseResult parsed) {
        if (root.trace()) {
            e.printStackTrace(commands.getErr());
        }
        if (e instanceof CommandFailed failure) {
            remarkError(failure.getMessage());
            return failure.exitStatus();
        }
        remarkError("This is a fault of trunkline itself: " + e + (root.trace() ? "" : ". Run it again with --trace."));
        return ExitStatus.REFUSED;
    }

    private void remarkError(String message) {
        terminal.remark(terminal.paint(Style.BAD, "Error: ") + message);
    }

    /** Gives a command the context when its constructor asks for it; the rest is made as picocli does. */
    private record ContextFactory(CommandContext context) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type.getPackage() != CommandContext.class.getPackage()) {
                return CommandLine.defaultFactory().create(type);
            }
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1
                        && constructor.getParameterTypes()[0] == CommandContext.class) {
                    return type.cast(constructor.newInstance(context));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
