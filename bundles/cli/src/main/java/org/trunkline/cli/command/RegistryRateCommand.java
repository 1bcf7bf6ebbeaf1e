package org.trunkline.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.Upload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "rate", description = "Rate a resource, 1 (worst) to 5; without stars, show its rating.")
final class RegistryRateCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "PATH", description = "The resource or collection")
    private String path;

    @Parameters(index = "1", arity = "0..1", paramLabel = "STARS", description = "1 to 5")
    private Optional<String> stars;

    RegistryRateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var request = RegistryAddress.parse(path).request("rating");
        if (stars.isPresent()) {
            client.send("PUT", request.with("stars", stars.get()), Upload.of(new byte[0]));
        }
        var answer = client.get(request);
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        var rating = answer.json();
        context.terminal()
                .print(
                        "0".equals(rating.text("users"))
                                ? "Nobody has rated " + path + "."
                                : rating.text("average") + " of 5, by " + rating.text("users")
                                        + (rating.has("own") ? "; your own: " + rating.text("own") : ""));
        return ExitStatus.OK;
    }
}
