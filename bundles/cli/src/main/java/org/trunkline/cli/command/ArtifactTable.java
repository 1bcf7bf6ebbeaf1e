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
        var table = new Table("LABEL", "REVISION", "VERSION", "STATE", "SAVED AT", "BY", "SIZE", "SHA-256")
                .figures(6)
                .whole(1);
        for (var artifact : artifacts) {
            table.row(
                    style(artifact),
                    artifact.text("label"),
                    artifact.text("revision"),
                    artifact.text("version"),
                    state(artifact),
                    Shown.moment(artifact.text("savedAt")),
                    artifact.text("savedBy"),
                    Shown.size(artifact.text("size")),
                    digest(artifact));
        }
        return table;
    }

    /** What a rollback would do. */
    static Table rollback(Iterable<JsonView> changes) {
        var table = new Table("DO", "LABEL", "API", "VERSION", "NOW", "THEN", "ID").whole(6);
        for (var change : changes) {
            var removes = isRemoved(change);
            var now = change.view("now");
            var then = change.view("then");
            var subject = then.or(() -> now).orElseThrow();
            table.row(
                    removes ? Style.BAD : Style.GOOD,
                    removes ? "remove" : "publish",
                    subject.text("label"),
                    subject.text("name"),
                    subject.text("version"),
                    now.map(ArtifactTable::brief).orElse("nothing"),
                    then.map(ArtifactTable::brief).orElse("not published"),
                    subject.text("apiId"));
        }
        return table;
    }

    /** What an import would do. */
    static Table moves(Iterable<JsonView> moves) {
        var table = new Table("FROM", "TO", "API", "VERSION", "LABEL", "STATE");
        for (var move : moves) {
            var artifact = move.view("artifact").orElseThrow();
            table.row(
                    style(artifact),
                    move.text("from"),
                    move.text("to"),
                    artifact.text("name"),
                    artifact.text("version"),
                    artifact.text("label"),
                    state(artifact));
        }
        return table;
    }

    private static String brief(JsonView artifact) {
        return isRemoved(artifact) ? "removed" : digest(artifact) + " " + Shown.moment(artifact.text("savedAt"));
    }

    private static String digest(JsonView artifact) {
        var digest = artifact.text("sha256");
        return digest.substring(0, Math.min(DIGEST_CHARACTERS, digest.length()));
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
