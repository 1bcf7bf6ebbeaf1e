package org.trunkline.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where things are: Carbon's layout, with what one node owns apart from what all nodes of an installation share. */
final class NodeDirectories {

    static final String PLUGINS = "repository/components/plugins";

    private static final String CONF = "repository/conf";
    private static final String DROPINS = "repository/components/dropins";
    private static final String LIB = "repository/components/lib";
    private static final String WRAPPED = "repository/components/.wrapped";
    private static final String FRAMEWORK_STORAGE = "repository/run/framework";
    private static final String RUN = "repository/run";
    private static final String LOGS = "repository/logs";
    private static final String DATABASE = "repository/database";

    private final Path home;
    private final Path base;

    NodeDirectories(Path home, Path base) {
        this.home = home;
        this.base = base;
    }

    Path home() {
        return home;
    }

    Path base() {
        return base;
    }

    Path plugins() {
        return home.resolve(PLUGINS);
    }

    Path dropins() {
        return base.resolve(DROPINS);
    }

    Path lib() {
        return base.resolve(LIB);
    }

    Path wrapped() {
        return base.resolve(WRAPPED);
    }

    Path run() {
        return base.resolve(RUN);
    }

    Path logs() {
        return base.resolve(LOGS);
    }

    /** Holds nothing that outlives a start: it is emptied each time, so a killed node leaves nothing to trip over. */
    Path frameworkStorage() {
        return base.resolve(FRAMEWORK_STORAGE);
    }

    /** The node's own copy of a configuration file, else the installation's. */
    Path conf(String fileName) {
        Path own = base.resolve(CONF).resolve(fileName);
        return Files.exists(own) ? own : home.resolve(CONF).resolve(fileName);
    }

    void create() throws LaunchException {
        for (Path directory : List.of(dropins(), lib(), wrapped(), run(), logs(), base.resolve(DATABASE))) {
            try {
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw new LaunchException(
                        "The directory " + directory + " cannot be made: " + e
                                + ". The base directory must be writable.",
                        e);
            }
        }
    }
}
