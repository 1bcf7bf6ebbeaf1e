package org.trunkline.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.trunkline.cli.command.CommandLineProgram;
import org.trunkline.cli.terminal.Terminal;

/** Where the process {@code trunkline} begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var environment = Map.copyOf(System.getenv());
        var surroundings = new Surroundings(Terminal.ofProcess(environment), System.in, environment, home(environment));
        System.exit(new CommandLineProgram(surroundings).run(arguments));
    }

    /** The script that starts the program says where the installation is; else the jar's own place tells. */
    private static Optional<Path> home(Map<String, String> environment) {
        var said = environment.getOrDefault("CARBON_HOME", "");
        if (!said.isEmpty()) {
            return Optional.of(Path.of(said).toAbsolutePath());
        }
        try {
            var jar = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (var place = jar.getParent(); place != null; place = place.getParent()) {
                if (Files.isDirectory(place.resolve("repository").resolve("conf"))) {
                    return Optional.of(place);
                }
            }
            return Optional.empty();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of this program is no file", e);
        }
    }
}
