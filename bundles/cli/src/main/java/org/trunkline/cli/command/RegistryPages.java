package org.trunkline.cli.command;

import com.google.gson.JsonArray;
import java.util.List;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.terminal.Terminal;

/** A list that the node answers in pages, as one. */
final class RegistryPages {

    private static final int PAGE = 1_000;

    private final ApiClient client;
    private final Terminal terminal;

    RegistryPages(ApiClient client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    /** @param limit at most so many; 0 for all */
    JsonArray fetch(RequestPath list, String name, int limit) throws CommandFailed {
        if (limit < 0) {
            throw CommandFailed.usage("--limit must be 1 or more, was " + limit + ".");
        }
        var found = new JsonArray();
        var total = 1L;
        var progressing = true;
        while (progressing && found.size() < total && (limit == 0 || found.size() < limit)) {
            var page = client.get(list.with("start", Integer.toString(found.size()))
                            .with("limit", Integer.toString(limit == 0 ? PAGE : Math.min(PAGE, limit - found.size()))))
                    .json();
            progressing = !page.array(name).isEmpty();
            found.addAll(page.array(name));
            total = Long.parseLong("0" + page.text("total"));
            terminal.progress(found.size() + " of " + total);
        }
        return found;
    }

    static List<JsonView> views(JsonArray array) {
        return array.asList().stream()
                .map(element -> new JsonView(element.getAsJsonObject()))
                .toList();
    }
}
