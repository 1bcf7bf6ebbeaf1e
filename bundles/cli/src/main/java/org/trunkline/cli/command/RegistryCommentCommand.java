package org.trunkline.cli.command;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "comment", description = "Comment on a resource; without a text, list the comments.")
final class RegistryCommentCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "PATH", description = "The resource or collection")
    private String path;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "What to say about it")
    private Optional<String> text;

    @Option(names = "--delete", paramLabel = "ID", description = "Take one's own comment away")
    private Optional<String> delete;

    RegistryCommentCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var request = RegistryAddress.parse(path).request("comments");
        if (delete.isPresent()) {
            client.delete(request.with("id", delete.get()));
        }
        if (text.isPresent()) {
            var comment = new JsonObject();
            comment.addProperty("text", text.get());
            client.post(request, comment);
        }
        var answer = client.get(request);
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        var comments = answer.json().views("comments");
        for (var comment : comments) {
            context.terminal()
                    .print(context.terminal()
                            .paint(
                                    Style.STRONG,
                                    comment.text("author") + ", " + Shown.moment(comment.text("editedAt")) + " (id "
                                            + comment.text("id") + ")"));
            comment.text("text").lines().forEach(line -> context.terminal().printForeign(Style.PLAIN, "  " + line));
        }
        if (comments.isEmpty()) {
            context.terminal().print("Nobody has commented on " + path + ".");
        }
        return ExitStatus.OK;
    }
}
