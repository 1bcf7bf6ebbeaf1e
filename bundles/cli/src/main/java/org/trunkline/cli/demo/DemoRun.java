package org.trunkline.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Terminal;

/**
 * One run of the demo from its first line to the last thing it clears away. However it ends (well, by a failed step, or by a
 * signal), no process is left; the folder is kept only when asked for or when its logs are needed to see what failed.
 */
public final class DemoRun {

    private final Path home;
    private final Terminal terminal;
    private final InputStream input;
    private final DemoWishes wishes;

    public DemoRun(Path home, Terminal terminal, InputStream input, DemoWishes wishes) {
        this.home = home;
        this.terminal = terminal;
        this.input = input;
        this.wishes = wishes;
    }

    /**
     * Runs all steps.
     *
     * @throws CommandFailed if a step did not happen
     */
    public void run() throws CommandFailed {
        requireInstallation();
        DemoFolder folder;
        try {
            folder = DemoFolder.create();
        } catch (IOException e) {
            throw CommandFailed.refused("No folder for the demo can be made in the temporary directory: " + e + ".", e);
        }
        var narration = new Narration(terminal, wishes.json());
        var processes = new Processes();
        var backEnd = new BackEnd();
        var leftovers = new Leftovers(folder, processes, backEnd, terminal);
        // for Ctrl-C and SIGTERM; after an ordinary end it finds nothing left to do
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            narration.mute();
                            leftovers.clear(wishes.keep());
                        },
                        "demo-end"));
        var place = new DemoPlace(home, folder, processes, new Patience(narration), narration);
        try {
            narrate(place, backEnd);
        } catch (StepFailed e) {
            var endedBySignal = narration.isMuted();
            leftovers.clear(wishes.keep() || !endedBySignal);
            if (endedBySignal) {
                throw CommandFailed.refused("The demo was ended by a signal. Nothing is left of it.", e);
            }
            narration.report(false, e.getMessage());
            throw CommandFailed.refused(
                    e.getMessage() + "\nLogs: " + folder.path() + "/*/console.log and */repository/logs", e);
        } finally {
            leftovers.clear(wishes.keep());
        }
        summarize(place);
    }

    private void narrate(DemoPlace place, BackEnd backEnd) throws StepFailed {
        var narration = place.narration();
        var adminPassword = RandomPassword.next();
        var store = wishes.gitHub()
                .<DemoStore>map(jar -> new GitHubBranchStore(place, new GitHubStandIn(place, jar)))
                .orElseGet(() -> new PublisherStore(place));
        var demo = new Demo(place, backEnd, store, adminPassword);
        narration.line("A publisher, two gateways and a back end on this machine, in "
                + place.folder().path());
        narration.line("");
        demo.run();
        narration.line("");
        if (wishes.pause()) {
            pause(demo, narration, writePassword(place.folder(), adminPassword));
        }
    }

    private void summarize(DemoPlace place) {
        var narration = place.narration();
        narration.line(terminal.paint(Style.GOOD, "All " + narration.stepsDone() + " steps happened")
                + String.format(Locale.ROOT, " in %.1f s. ", narration.elapsed())
                + (wishes.keep()
                        ? "The nodes are stopped; what they left is in "
                                + place.folder().path() + "."
                        : "The nodes are stopped and their folder is deleted."));
        narration.report(true, "");
    }

    private void requireInstallation() throws CommandFailed {
        for (var needed : new Path[] {home.resolve("bin").resolve("trunkline.sh"), home.resolve("samples")}) {
            if (!Files.exists(needed)) {
                throw CommandFailed.usage("The demo needs the packed distribution, and " + needed
                        + " is missing. Run bin/trunkline demo of a distribution, or ./trunkline demo of the sources.");
            }
        }
    }

    private void pause(Demo demo, Narration narration, Path passwordFile) throws StepFailed {
        narration.line("The nodes are running. Things to try from another terminal:");
        narration.line("");
        demo.thingsToTry(passwordFile).forEach(command -> narration.line("  " + command));
        narration.line("");
        narration.line("Press Enter to stop them.");
        try {
            var read = input.read();
            while (read != '\n' && read >= 0) {
                read = input.read();
            }
        } catch (IOException e) {
            throw new StepFailed("Nothing can be read from standard input: " + e + ".", e);
        }
    }

    /** The folder is readable by its owner only, and goes away with the demo. */
    private static Path writePassword(DemoFolder folder, String password) throws StepFailed {
        try {
            return Files.writeString(folder.path().resolve("admin.password"), password);
        } catch (IOException e) {
            throw new StepFailed("The password file cannot be written: " + e + ".", e);
        }
    }
}
