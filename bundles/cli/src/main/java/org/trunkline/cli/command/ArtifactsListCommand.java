package org.trunkline.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.client.RequestPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "ls", description = "List artifacts, those that are published unless asked otherwise.")
final class ArtifactsListCommand implements Callable<Integer> {

    private static final int PAGE = 500;

    private final CommandContext context;

    @Option(names = "--label", paramLabel = "LABEL", description = "Of this gateway label only")
    private String label;

    @Option(names = "--id", paramLabel = "ID", description = "With this API id")
    private String apiId;

    @Option(names = "--name", paramLabel = "NAME", description = "Of APIs with this name")
    private String name;

    @Option(names = "--api-version", paramLabel = "VERSION", description = "Of APIs with this version")
    private String version;

    @Option(names = "--tenant", paramLabel = "DOMAIN", description = "Of this tenant")
    private String tenant;

    @Option(names = "--all", description = "Those that were removed as well")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", description = "At most this many", defaultValue = "0")
    private int limit;

    ArtifactsListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        if (limit < 0) {
            throw CommandFailed.usage("--limit must be 1 or more, was " + limit + ".");
        }
        var artifacts = fetch(context.connect());
        if (context.json()) {
            var whole = new JsonObject();
            whole.add("artifacts", artifacts);
            context.terminal().print(whole.toString());
            return ExitStatus.OK;
        }
        var table = ArtifactTable.inventory(artifacts.asList().stream()
                .map(artifact -> new JsonView(artifact.getAsJsonObject()))
                .toList());
        if (table.isEmpty()) {
            context.terminal().print("No artifact matches.");
        } else {
            context.terminal().print(table);
        }
        return ExitStatus.OK;
    }

    /** The API answers in pages; a list for a person or a script is one. */
    private JsonArray fetch(ApiClient client) throws CommandFailed {
        var found = new JsonArray();
        var after = "";
        do {
            var page = client.get(RequestPath.of("artifacts")
                            .with("label", label)
                            .with("apiId", apiId)
                            .with("name", name)
                            .with("version", version)
                            .with("tenant", tenant)
                            .with("instruction", all ? "" : "Publish")
                            .with("limit", Integer.toString(limit == 0 ? PAGE : Math.min(PAGE, limit - found.size())))
                            .with("after", after))
                    .json();
            found.addAll(page.array("artifacts"));
            after = page.text("next");
            context.terminal().progress(found.size() + " artifacts");
        } while (!after.isEmpty() && (limit == 0 || found.size() < limit));
        return found;
    }
}
