package org.trunkline.cli.command;

import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/** Whether to do what was shown. */
final class Confirmation {

    @Option(names = "--yes", description = "Do it without asking")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show what would be done, and do nothing")
    private boolean dryRun;

    boolean dryRun() {
        return dryRun;
    }

    /**
     * Before a script is shown nothing but the result: it has to have said already what it wants.
     *
     * @throws CommandFailed if it has not
     */
    void requireSaid() throws CommandFailed {
        if (!yes && !dryRun) {
            throw CommandFailed.usage(
                    "With --json nobody is asked: give --yes to do it, or --dry-run to see the plan.");
        }
    }

    /** @throws CommandFailed if nobody is there to ask and {@code --yes} was not given */
    boolean given(Terminal terminal, String question) throws CommandFailed {
        if (yes) {
            return true;
        }
        if (!terminal.interactive()) {
            throw CommandFailed.usage(
                    "Nothing was done, since nobody is there to ask: give --yes to do it, or --dry-run"
                            + " to only see the plan.");
        }
        return terminal.confirms(question);
    }
}
