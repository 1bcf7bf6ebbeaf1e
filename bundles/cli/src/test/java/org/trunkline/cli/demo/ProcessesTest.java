package org.trunkline.cli.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessesTest {

    @Test
    void leavesNoProcessRunning() throws Exception {
        var processes = new Processes();
        var process = processes.start(new ProcessBuilder("sleep", "600"));

        processes.close();

        assertFalse(process.isAlive());
    }

    @Test
    void startsNothingMoreOnceItIsClosed() {
        var processes = new Processes();
        processes.close();

        assertThrows(IOException.class, () -> processes.start(new ProcessBuilder("sleep", "600")));
    }
}
