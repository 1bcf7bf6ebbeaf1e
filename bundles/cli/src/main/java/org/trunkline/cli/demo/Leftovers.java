package org.trunkline.cli.demo;

import java.io.IOException;
import org.trunkline.cli.terminal.Terminal;

/** What must not outlive the demo. Cleared once, by the end of the steps or by a signal, whichever comes first. Thread-safe. */
final class Leftovers {

    private final DemoFolder folder;
    private final Processes processes;
    private final BackEnd backEnd;
    private final Terminal terminal;
    private boolean cleared;

    Leftovers(DemoFolder folder, Processes processes, BackEnd backEnd, Terminal terminal) {
        this.folder = folder;
        this.processes = processes;
        this.backEnd = backEnd;
        this.terminal = terminal;
    }

    /** Ends every process and deletes the folder. A second caller waits for the first and finds nothing left to do. */
    synchronized void clear(boolean keepFolder) {
        if (cleared) {
            return;
        }
        cleared = true;
        processes.close();
        backEnd.close();
        if (keepFolder) {
            return;
        }
        try {
            folder.delete();
        } catch (IOException e) {
            terminal.remark("The folder " + folder.path() + " could not be deleted: " + e + ". Delete it by hand.");
        }
    }
}
