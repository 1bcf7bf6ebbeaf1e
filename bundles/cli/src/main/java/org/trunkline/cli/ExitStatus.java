package org.trunkline.cli;

/** What a script can tell from the end of a command. */
public final class ExitStatus {

    public static final int OK = 0;
    /** The server refused, or a step failed. */
    public static final int REFUSED = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** The server does not answer, or its certificate is not trusted. */
    public static final int UNREACHABLE = 3;

    private ExitStatus() {}
}
