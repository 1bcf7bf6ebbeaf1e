package org.trunkline.cli.command;

import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Bring back what a version has.",
            "The present state is not kept unless a version of it is made before (versions PATH --create)."
        })
final class RegistryRestoreCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "PATH", description = "The resource or collection")
    private String path;

    @Parameters(index = "1", paramLabel = "N", description = "The version")
    private String version;

    RegistryRestoreCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var answer = context.connect()
                .post(RegistryAddress.parse(path).request("restore").with("version", version));
        if (context.json()) {
            context.printJson(answer);
        } else {
            context.terminal()
                    .print(context.terminal().paint(Style.GOOD, "restored") + " " + path + " to version " + version);
        }
        return ExitStatus.OK;
    }
}
