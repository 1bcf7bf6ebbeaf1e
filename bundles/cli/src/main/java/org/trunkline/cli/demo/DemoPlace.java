package org.trunkline.cli.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * What the nodes of a demo share.
 *
 * @param home the installation that all of them run from
 */
record DemoPlace(Path home, DemoFolder folder, Processes processes, Patience patience, Narration narration) {

    Path samples() {
        return home.resolve("samples");
    }

    /** The command that runs a node of a profile in the foreground. */
    List<String> launch(String profile) {
        return List.of(home.resolve("bin").resolve("trunkline.sh").toString(), "run", "-Dprofile=" + profile);
    }
}
