package org.trunkline.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.trunkline.cli.command.CommandLineProgram;
import org.trunkline.cli.terminal.Terminal;

/** Runs commands as a script does: no terminal, an environment of its own, and both streams caught. */
public final class CommandRunner {

    /** What came of a command. */
    public record Outcome(int status, String out, String err) {}

    private final Map<String, String> environment = new HashMap<>();
    private byte[] input = {};
    private Optional<Path> home = Optional.empty();

    public CommandRunner with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public CommandRunner withInput(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public CommandRunner withHome(Path directory) {
        home = Optional.of(directory);
        return this;
    }

    public Outcome run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Optional.empty(),
                environment);
        var surroundings = new Surroundings(terminal, new ByteArrayInputStream(input), Map.copyOf(environment), home);
        var status = new CommandLineProgram(surroundings).run(arguments);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
