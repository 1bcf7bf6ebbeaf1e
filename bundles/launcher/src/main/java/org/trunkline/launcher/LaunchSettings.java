package org.trunkline.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * How the node was called.
 *
 * @param home the installation: bin, plugins and the default configuration
 * @param base what belongs to this node alone: its configuration, data, logs, dropins and lib; may be the home
 * @param portOffset what {@code -DportOffset} says; empty leaves it to deployment.toml
 * @param detached whether the node lets go of the console once it is started
 */
record LaunchSettings(Path home, Path base, String profile, OptionalInt portOffset, boolean detached) {

    static final String HOME_PROPERTY = "carbon.home";
    static final String BASE_VARIABLE = "TRUNKLINE_BASE";
    static final String PROFILE_PROPERTY = "profile";
    static final String PORT_OFFSET_PROPERTY = "portOffset";
    static final String DETACH_PROPERTY = "trunkline.detach";

    private static final int HIGHEST_PORT = 65_535;

    static LaunchSettings from(Properties system, Map<String, String> environment) throws LaunchException {
        String home = system.getProperty(HOME_PROPERTY);
        if (home == null || home.isBlank()) {
            throw new LaunchException("The installation is not known: start with bin/trunkline.sh, or give -D"
                    + HOME_PROPERTY + "=DIRECTORY.");
        }
        Path homeDirectory = Path.of(home).toAbsolutePath().normalize();
        if (!Files.isDirectory(homeDirectory.resolve(NodeDirectories.PLUGINS))) {
            throw new LaunchException(homeDirectory + " is not a Trunkline installation: it has no "
                    + NodeDirectories.PLUGINS + ". Check -D" + HOME_PROPERTY + ".");
        }
        String base = environment.getOrDefault(BASE_VARIABLE, "");
        return new LaunchSettings(
                homeDirectory,
                base.isBlank() ? homeDirectory : Path.of(base).toAbsolutePath().normalize(),
                system.getProperty(PROFILE_PROPERTY, Profiles.DEFAULT),
                portOffset(system.getProperty(PORT_OFFSET_PROPERTY)),
                Boolean.parseBoolean(system.getProperty(DETACH_PROPERTY)));
    }

    private static OptionalInt portOffset(String value) throws LaunchException {
        if (value == null || value.isBlank()) {
            return OptionalInt.empty();
        }
        try {
            int offset = Integer.parseInt(value.trim());
            if (offset >= 0 && offset <= HIGHEST_PORT) {
                return OptionalInt.of(offset);
            }
        } catch (NumberFormatException e) {
            throw new LaunchException(badOffset(value), e);
        }
        throw new LaunchException(badOffset(value));
    }

    private static String badOffset(String value) {
        return "-D" + PORT_OFFSET_PROPERTY + "=" + value + " is not a number from 0 to " + HIGHEST_PORT + ".";
    }
}
