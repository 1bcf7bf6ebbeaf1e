package org.trunkline.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.Upload;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "link", description = "Make a path lead to another one; without a target, show where it leads.")
final class RegistryLinkCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "PATH", description = "The link")
    private String path;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TARGET", description = "The path that it leads to")
    private Optional<String> target;

    RegistryLinkCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var request = RegistryAddress.parse(path).request("link");
        if (target.isPresent()) {
            var leadsTo = RegistryAddress.parse(target.get());
            client.send("PUT", request.with("target", leadsTo.path()), Upload.of(new byte[0]));
            if (!context.json()) {
                context.terminal()
                        .print(context.terminal().paint(Style.GOOD, "linked") + " " + path + " to " + leadsTo);
            }
            return ExitStatus.OK;
        }
        var answer = client.get(request);
        if (context.json()) {
            context.printJson(answer);
        } else {
            context.terminal().print(answer.json().text("target"));
        }
        return ExitStatus.OK;
    }
}
