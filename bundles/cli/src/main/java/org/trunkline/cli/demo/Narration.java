package org.trunkline.cli.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Table;
import org.trunkline.cli.terminal.Terminal;

/** Tells what the demo does: numbered steps with a tick and a time, and below each what was seen. */
final class Narration {

    private static final int TITLE_COLUMNS = 64;
    private static final String INDENT = "     ";

    /** What happens within one step. */
    @FunctionalInterface
    interface Action {
        void run() throws StepFailed;
    }

    private final Terminal terminal;
    private final boolean forScripts;
    private final JsonArray steps = new JsonArray();
    private final List<String> details = new ArrayList<>();
    private final long begun = System.nanoTime();

    private String current = "";
    private volatile boolean muted;

    /**
     * @param forScripts whether the result is one JSON object: then everything else goes to standard error
     */
    Narration(Terminal terminal, boolean forScripts) {
        this.terminal = terminal;
        this.forScripts = forScripts;
    }

    /** Carries out a step and tells how long it took. */
    void step(String title, Action action) throws StepFailed {
        var start = System.nanoTime();
        current = String.format("%2d. %s", steps.size() + 1, title);
        waitingFor("");
        try {
            action.run();
        } catch (StepFailed e) {
            end(title, start, false);
            throw new StepFailed("Step " + steps.size() + " did not happen: " + title + ".\n" + e.getMessage(), e);
        }
        end(title, start, true);
    }

    /** Adds a line to what was seen in this step. */
    void seen(String line) {
        details.add(INDENT + line);
    }

    void seen(Table table) {
        terminal.lines(table, INDENT.length()).forEach(this::seen);
    }

    /** Shows what the step waits for, on a terminal only. */
    void waitingFor(String what) {
        if (!muted) {
            terminal.progress(current + (what.isEmpty() ? " ..." : " ... waiting for " + what));
        }
    }

    void line(String line) {
        if (muted) {
            return;
        }
        if (forScripts) {
            terminal.remark(line);
        } else {
            terminal.print(line);
        }
    }

    /** Says nothing more: a signal ends the demo, and what fails from now on fails because of it. */
    void mute() {
        muted = true;
    }

    boolean isMuted() {
        return muted;
    }

    /** Seconds since the demo began. */
    double elapsed() {
        return secondsSince(begun);
    }

    int stepsDone() {
        return steps.size();
    }

    /** Gives a script the result. */
    void report(boolean passed, String problem) {
        if (forScripts && !muted) {
            var result = new JsonObject();
            result.addProperty("passed", passed);
            if (!passed) {
                result.addProperty("problem", problem);
            }
            result.addProperty("seconds", elapsed());
            result.add("steps", steps);
            terminal.print(result.toString());
        }
    }

    private void end(String title, long start, boolean done) {
        var seconds = secondsSince(start);
        var step = new JsonObject();
        step.addProperty("step", title);
        step.addProperty("done", done);
        step.addProperty("seconds", seconds);
        steps.add(step);
        var mark = done ? terminal.paint(Style.GOOD, "✓") : terminal.paint(Style.BAD, "✗");
        line(terminal.paint(Style.STRONG, current)
                + " ".repeat(Math.max(1, TITLE_COLUMNS - current.length()))
                + mark
                + String.format(Locale.ROOT, "%7.2f s", seconds));
        details.forEach(this::line);
        details.clear();
    }

    private static double secondsSince(long start) {
        return Math.round((System.nanoTime() - start) / 1e7) / 100.0;
    }
}
