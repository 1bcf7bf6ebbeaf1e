package org.trunkline.cli.command;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.RequestPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "search", description = "Find resources that match everything that is given.")
final class RegistrySearchCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT",
            description = "Part of the name, the description or the value of a property; case matters not")
    private String text;

    @Option(names = "--within", paramLabel = "PATH", description = "In this part of the tree")
    private String within;

    @Option(names = "--media-type", paramLabel = "TYPE", description = "With this media type")
    private String mediaType;

    @Option(names = "-p", paramLabel = "NAME[=VALUE]", description = "With this property; may be repeated")
    private List<String> properties = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "With this tag")
    private String tag;

    @Option(names = "--kind", paramLabel = "KIND", description = "resource or collection")
    private String kind;

    @Option(names = "-l", description = "Show revision, size, time, user and media type as well")
    private boolean details;

    @Option(names = "--limit", paramLabel = "N", description = "At most this many", defaultValue = "0")
    private int limit;

    RegistrySearchCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var request = RequestPath.of("registry", "search")
                .with("text", text)
                .with("within", within)
                .with("mediaType", mediaType)
                .withEach("property", properties)
                .with("tag", tag)
                .with("kind", kind);
        var found = new RegistryPages(context.connect(), context.terminal()).fetch(request, "resources", limit);
        if (context.json()) {
            var whole = new JsonObject();
            whole.add("resources", found);
            context.terminal().print(whole.toString());
        } else if (found.isEmpty()) {
            context.terminal().remark("Nothing matches.");
        } else if (details) {
            context.terminal().print(ResourceTable.of(RegistryPages.views(found), true));
        } else {
            RegistryPages.views(found).forEach(resource -> context.terminal().print(ResourceTable.path(resource)));
        }
        return ExitStatus.OK;
    }
}
