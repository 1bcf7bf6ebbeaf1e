package org.trunkline.cli;

/** Ends a command: a message of one or two lines for the person who gave it, and the exit status for the script. */
public final class CommandFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    private CommandFailed(int exitStatus, String message, Throwable cause) {
        super(message, cause);
        this.exitStatus = exitStatus;
    }

    /** The server refused, or a step did not happen. */
    public static CommandFailed refused(String message) {
        return new CommandFailed(ExitStatus.REFUSED, message, null);
    }

    /** The same with what caused it, for {@code --trace}. */
    public static CommandFailed refused(String message, Throwable cause) {
        return new CommandFailed(ExitStatus.REFUSED, message, cause);
    }

    /** The command cannot be carried out as it was given. */
    public static CommandFailed usage(String message) {
        return new CommandFailed(ExitStatus.USAGE, message, null);
    }

    /** No answer came from the server, or none that can be trusted. */
    public static CommandFailed unreachable(String message, Throwable cause) {
        return new CommandFailed(ExitStatus.UNREACHABLE, message, cause);
    }

    public int exitStatus() {
        return exitStatus;
    }
}
