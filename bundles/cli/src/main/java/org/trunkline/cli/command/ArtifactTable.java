package org.trunkline.cli.command;

import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Table;

/** Tables of artifacts, one line each; what was removed is faint. */
final class ArtifactTable {

    /** Enough of a digest to compare it by eye. */
    private static final int DIGEST_CHARACTERS = 12;

    private ArtifactTable() {}

    /** Which artifacts there are. */
    static Table inventory(Iterable<JsonView> artifacts) {
        var table = new Table("LABEL", "API", "VERSION", "TENANT", "STATE", "SAVED AT", "SIZE", "ID")
                .figures(6)
                .whole(7);
        for (var artifact : artifacts) {
            table.row(
                    style(artifact),
                    artifact.text("label"),
                    artifact.text("name"),
                    artifact.text("version"),
                    artifact.text("tenant"),
                    state(artifact),
                    Shown.moment(artifact.text("savedAt")),
                    Shown.size(artifact.text("size")),
                    artifact.text("apiId"));
        }
        return table;
    }

    /** How artifacts came to be what they are. */
    static Table versions(Iterable<JsonView> artifacts) {
        var table = new Table("LABEL", "REVISION", "STATE", "SAVED AT", "BY", "SIZE", "SHA-256")
                .figures(5)
                .whole(1);
        for (var artifact : artifacts) {
            var digest = artifact.text("sha256");
            table.row(
                    style(artifact),
                    artifact.text("label"),
                    artifact.text("revision"),
                    state(artifact),
                    Shown.moment(artifact.text("savedAt")),
                    artifact.text("savedBy"),
                    Shown.size(artifact.text("size")),
                    digest.substring(0, Math.min(DIGEST_CHARACTERS, digest.length())));
        }
        return table;
    }

    private static Style style(JsonView artifact) {
        return isRemoved(artifact) ? Style.FAINT : Style.PLAIN;
    }

    private static String state(JsonView artifact) {
        return isRemoved(artifact) ? "removed" : "published";
    }

    private static boolean isRemoved(JsonView artifact) {
        return "Remove".equals(artifact.text("instruction"));
    }
}
