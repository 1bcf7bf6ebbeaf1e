package org.trunkline.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.trunkline.cli.terminal.Terminal;

/**
 * What a command finds around it.
 *
 * @param input standard input
 * @param home the installation that this program belongs to, where it is known
 */
public record Surroundings(Terminal terminal, InputStream input, Map<String, String> environment, Optional<Path> home) {

    /** The value of an environment variable that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** The base directory of the node that is meant when nothing else is said. */
    public Optional<Path> base() {
        return variable("TRUNKLINE_BASE").map(Path::of).or(this::home);
    }
}
