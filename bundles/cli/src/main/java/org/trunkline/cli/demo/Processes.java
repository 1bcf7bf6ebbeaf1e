package org.trunkline.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The processes that the demo started. Whatever ends the demo, {@link #close()} leaves none of them running. Thread-safe. */
final class Processes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Process> started = new ArrayList<>();
    private boolean closed;

    /** Starts a process, unless the demo is ending: a signal may come while a node is being started. */
    synchronized Process start(ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IOException("The demo is ending");
        }
        var process = builder.start();
        started.add(process);
        return process;
    }

    /** Asks a process to end, waits, and ends it the hard way if it does not. */
    static void stop(Process process) {
        process.destroy();
        waitFor(process);
    }

    @Override
    public void close() {
        List<Process> ending;
        synchronized (this) {
            closed = true;
            ending = List.copyOf(started);
        }
        ending.forEach(Process::destroy);
        ending.forEach(Processes::waitFor);
    }

    private static void waitFor(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
