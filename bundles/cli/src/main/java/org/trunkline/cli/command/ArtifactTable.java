package org.trunkline.cli.command;

import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Table;

/** A table of artifacts, one line each. */
final class ArtifactTable {

    private final Table table = new Table(
                    "LABEL", "API", "VERSION", "TENANT", "STATE", "REVISION", "SAVED AT", "BY", "SIZE", "ID")
            .figures(8);

    void add(JsonView artifact) {
        var removed = "Remove".equals(artifact.text("instruction"));
        table.row(
                removed ? Style.FAINT : Style.PLAIN,
                artifact.text("label"),
                artifact.text("name"),
                artifact.text("version"),
                artifact.text("tenant"),
                removed ? "removed" : "published",
                artifact.text("revision"),
                Shown.moment(artifact.text("savedAt")),
                artifact.text("savedBy"),
                Shown.size(artifact.text("size")),
                artifact.text("apiId"));
    }

    boolean isEmpty() {
        return table.isEmpty();
    }

    Table table() {
        return table;
    }
}
