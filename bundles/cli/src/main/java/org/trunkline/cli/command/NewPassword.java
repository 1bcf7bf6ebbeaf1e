package org.trunkline.cli.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.Surroundings;
import picocli.CommandLine.Option;

/** Where the password comes from that a user is to have: never from an argument, which lists of processes show. */
final class NewPassword {

    private static final String VARIABLE = "TRUNKLINE_NEW_PASSWORD";

    @Option(
            names = "--new-password-file",
            paramLabel = "FILE",
            description =
                    "Read the new password from the first line of a file; else from TRUNKLINE_NEW_PASSWORD or a prompt")
    private Optional<Path> file;

    String read(String user, Surroundings surroundings) throws CommandFailed {
        if (file.isPresent()) {
            return new String(ConnectionOptions.firstLine(file.get()));
        }
        var variable = surroundings.variable(VARIABLE);
        return variable.isPresent() ? variable.get() : ask(user, surroundings);
    }

    private static String ask(String user, Surroundings surroundings) throws CommandFailed {
        var first = surroundings
                .terminal()
                .askSecret("New password of " + user)
                .orElseThrow(() -> CommandFailed.usage(
                        "No new password for " + user + ". Set " + VARIABLE + " or give --new-password-file FILE."));
        var second = surroundings.terminal().askSecret("Once more").orElse(new char[0]);
        if (!Arrays.equals(first, second)) {
            throw CommandFailed.usage("The two passwords differ. Nothing was changed.");
        }
        return new String(first);
    }
}
