package org.trunkline.cli.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where results and remarks go: results to standard output, everything else to standard error, so that a pipe carries
 * results only. Colours and progress appear on a terminal only. Safe for use by several threads.
 */
public final class Terminal {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final PrintStream out;
    private final PrintStream err;
    private final Optional<Console> console;
    private final boolean colours;
    private final int width;

    /** Whether the last thing on the terminal is a progress line, which the next line must wipe out. */
    private boolean progressShown;

    public Terminal(PrintStream out, PrintStream err, Optional<Console> console, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.console = console;
        this.colours = console.isPresent()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        this.width = console.isPresent() ? columns(environment.get("COLUMNS")) : UNLIMITED;
    }

    /** The process's own streams, always UTF-8. */
    public static Terminal ofProcess(Map<String, String> environment) {
        return new Terminal(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                console(),
                environment);
    }

    /** Since Java 22 a Console exists without a terminal as well and says so by a method that Java 17 does not have. */
    private static Optional<Console> console() {
        var console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            var terminal = (Boolean) Console.class.getMethod("isTerminal").invoke(console);
            return terminal ? Optional.of(console) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.of(console);
        }
    }

    private static int columns(String value) {
        return value != null && value.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(value) : UNLIMITED;
    }

    /** For text that another library lays out, such as a page of help. */
    public PrintWriter resultWriter() {
        return new PrintWriter(out, true);
    }

    /** The same for text that is not part of a result. */
    public PrintWriter remarkWriter() {
        return new PrintWriter(err, true);
    }

    /** Whether a person sits in front of it. */
    public boolean interactive() {
        return console.isPresent();
    }

    /** Asks a person without showing what is typed; empty when nobody is there or nothing was typed. */
    public Optional<char[]> askSecret(String question) {
        return console.map(c -> c.readPassword("%s: ", question)).filter(secret -> secret.length > 0);
    }

    /**
     * Asks a person for a yes.
     *
     * @return whether it came; not when nobody is there
     */
    public synchronized boolean confirms(String question) {
        wipe();
        return console.map(c -> c.readLine("%s [y/N] ", TextWidth.visible(question)))
                .map(String::strip)
                .filter(answer -> answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes"))
                .isPresent();
    }

    public boolean colours() {
        return colours;
    }

    public String paint(Style style, String text) {
        return colours ? style.paint(text) : text;
    }

    /** Prints a line of the result. */
    public synchronized void print(String line) {
        wipe();
        out.println(line);
    }

    /** Prints a line whose text comes from elsewhere: what would move the cursor or change colours is made visible. */
    public void printForeign(Style style, String line) {
        print(paint(style, TextWidth.visible(line.replace("\t", "    "))));
    }

    public void print(Table table) {
        lines(table, 0).forEach(this::print);
    }

    /** The lines of a table as it fits beside an indentation. */
    public List<String> lines(Table table, int indentation) {
        return table.lines(width - indentation, colours);
    }

    /** Prints a line that is not part of the result. */
    public synchronized void remark(String line) {
        wipe();
        err.println(line);
    }

    /** Writes the bytes of a result as they are. */
    public synchronized void write(byte[] bytes) {
        wipe();
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** Where the bytes of a result go while they come. Not to be closed; {@link PrintStream#checkError} tells what failed. */
    public synchronized PrintStream resultStream() {
        wipe();
        return out;
    }

    /** Shows how far long work is, on a terminal only; the next line takes its place. */
    public synchronized void progress(String text) {
        if (console.isPresent()) {
            err.print("\r\u001b[K" + TextWidth.cut(TextWidth.visible(text), Math.min(width, 120) - 1));
            err.flush();
            progressShown = true;
        }
    }

    private void wipe() {
        if (progressShown) {
            err.print("\r\u001b[K");
            err.flush();
            progressShown = false;
        }
    }
}
