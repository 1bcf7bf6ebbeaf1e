package org.trunkline.cli.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.client.RequestPath;

/** The API that a person names: by its id, or by name and version where these are one API's. */
final class NamedApi {

    static final String DESCRIPTION = "The API: its id, or NAME/VERSION";

    private static final String MOST = "1000";

    private NamedApi() {}

    /** The API's id; what is no name and version is taken for one. */
    static String id(ApiClient client, String named) throws CommandFailed {
        var slash = named.lastIndexOf('/');
        if (slash < 1 || slash == named.length() - 1) {
            return named;
        }
        var found = client.get(RequestPath.of("artifacts")
                        .with("name", named.substring(0, slash))
                        .with("version", named.substring(slash + 1))
                        .with("limit", MOST))
                .json()
                .views("artifacts");
        var ids = ids(found.stream()
                .filter(artifact -> "Publish".equals(artifact.text("instruction")))
                .toList());
        if (ids.isEmpty()) {
            ids = ids(found);
        }
        if (ids.size() > 1) {
            throw CommandFailed.refused(
                    named + " is the name and version of several APIs: give the id of one. " + String.join(", ", ids));
        }
        return ids.isEmpty() ? named : ids.iterator().next();
    }

    /** The one label that an API is or was on, for what differs from label to label. */
    static String onlyLabel(ApiClient client, String id) throws CommandFailed {
        var labels = client.get(RequestPath.of("artifacts", id)).json().views("artifacts").stream()
                .map(artifact -> artifact.text("label"))
                .toList();
        if (labels.size() != 1) {
            throw CommandFailed.usage(
                    "The API is or was on several labels: give --label with one of " + Shown.list(labels) + ".");
        }
        return labels.get(0);
    }

    private static Set<String> ids(List<JsonView> artifacts) {
        var ids = new LinkedHashSet<String>();
        artifacts.forEach(artifact -> ids.add(artifact.text("apiId")));
        return ids;
    }
}
