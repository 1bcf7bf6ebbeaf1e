package org.trunkline.cli.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.Surroundings;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.Credentials;
import org.trunkline.cli.client.RunState;
import org.trunkline.cli.client.ServerUrl;
import org.trunkline.cli.client.Trust;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which node is asked, by whom. What is not given comes from the environment and from the node that runs here. */
final class ConnectionOptions {

    static final String PASSWORD = "TRUNKLINE_PASSWORD";
    private static final String DEFAULT_URL = "https://127.0.0.1:9443";

    private final Surroundings surroundings;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "The node's management address; else TRUNKLINE_URL, else the node that runs from this "
                    + "installation or from TRUNKLINE_BASE")
    private Optional<String> url;

    @Option(
            names = "--user",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description =
                    "Who asks; else TRUNKLINE_USER, else admin. The password comes from TRUNKLINE_PASSWORD or a prompt")
    private Optional<String> user;

    @Option(
            names = "--password-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Read the password from the first line of a file")
    private Optional<Path> passwordFile;

    @Option(
            names = "--certificate",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Trust the certificates in this PEM file and no others")
    private Optional<Path> certificate;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print the answer of the node as it is, for scripts")
    private boolean json;

    ConnectionOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    boolean json() {
        return json;
    }

    ApiClient connect() throws CommandFailed {
        var given = url.or(() -> surroundings.variable("TRUNKLINE_URL"));
        var running = runState();
        var server = ServerUrl.parse(
                given.or(() -> running.map(RunState::managementUrl)).orElse(DEFAULT_URL));
        if (server.isClear()) {
            surroundings.terminal().remark("Warning: " + server + " is not encrypted; the password is sent in clear.");
        }
        // The certificate of the node here says nothing about a node at another address, unless it is the same node.
        var here = given.isEmpty()
                || running.map(state -> state.managementUrl().equals(server.toString()))
                        .orElse(false);
        var trusted = certificate.or(() -> here ? running.map(RunState::certificate) : Optional.empty());
        var context = trusted.isPresent() ? Optional.of(Trust.onlyIn(trusted.get())) : Optional.<SSLContext>empty();
        var name = user.or(() -> surroundings.variable("TRUNKLINE_USER")).orElse("admin");
        return new ApiClient(server, new Credentials(name, password(name, server)), context);
    }

    private Optional<RunState> runState() throws CommandFailed {
        var base = surroundings.base();
        return base.isPresent() ? RunState.read(base.get()) : Optional.empty();
    }

    private char[] password(String name, ServerUrl server) throws CommandFailed {
        if (passwordFile.isPresent()) {
            return firstLine(passwordFile.get());
        }
        var variable = surroundings.variable(PASSWORD);
        if (variable.isPresent()) {
            return variable.get().toCharArray();
        }
        return surroundings
                .terminal()
                .askSecret("Password of " + name + " at " + server)
                .orElseThrow(() -> CommandFailed.usage(
                        "No password for the user " + name + ". Set TRUNKLINE_PASSWORD or give --password-file FILE."));
    }

    /** A text editor ends a file with a line break that is not part of the password. */
    static char[] firstLine(Path file) throws CommandFailed {
        try {
            var text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(Files.readAllBytes(file)));
            var end = 0;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            CharBuffer line = text.subSequence(0, end);
            if (line.isEmpty()) {
                throw CommandFailed.usage("The first line of " + file + " is empty. Write the password there.");
            }
            var password = new char[end];
            line.get(password);
            return password;
        } catch (IOException e) {
            throw CommandFailed.usage("The password file " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
