package org.trunkline.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Print the content of a resource, byte for byte.")
final class RegistryGetCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "PATH", description = "The resource")
    private String path;

    @Option(names = "--output", paramLabel = "FILE", description = "Write it to a file")
    private Optional<Path> output;

    @Option(names = "--version-number", paramLabel = "N", description = "As this version has it")
    private String version;

    RegistryGetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var address = RegistryAddress.parse(path);
        download(client, address.request("content").with("version", version), output, context.terminal());
        return ExitStatus.OK;
    }

    /** A file that is there keeps its content until everything has come. */
    static void download(ApiClient client, RequestPath request, Optional<Path> output, Terminal terminal)
            throws CommandFailed {
        if (output.isEmpty()) {
            client.download(request, terminal.resultStream());
            if (terminal.resultStream().checkError()) {
                throw CommandFailed.refused("The bytes came and could not all be written to standard output.");
            }
            return;
        }
        var file = output.get().toAbsolutePath();
        try {
            var part = Files.createTempFile(file.getParent(), ".trunkline-", ".part");
            long size;
            try (var out = Files.newOutputStream(part)) {
                size = client.download(request, out);
            } catch (CommandFailed | IOException e) {
                Files.delete(part);
                throw e;
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            terminal.remark(Shown.size(Long.toString(size)) + " written to " + output.get());
        } catch (IOException e) {
            throw CommandFailed.refused(output.get() + " cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
