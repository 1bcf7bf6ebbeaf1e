package org.trunkline.cli.command;

import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Table;
import org.trunkline.cli.terminal.Terminal;

/** Lays out what a gateway node says of itself. */
final class GatewayReport {

    private final JsonView gateway;

    GatewayReport(JsonView gateway) {
        this.gateway = gateway;
    }

    void print(Terminal terminal) {
        terminal.print(headline(terminal));
        if (gateway.has("problem")) {
            terminal.print(terminal.paint(Style.WARNING, "Problem: ") + gateway.text("problem"));
        }
        var apis = apis();
        if (apis.isEmpty()) {
            terminal.print("No API is deployed.");
        } else {
            terminal.print(apis);
        }
        printRemarks(terminal);
        for (var failure : gateway.views("failures")) {
            terminal.print(terminal.paint(Style.BAD, "Failed: ") + failure.text("apiId") + " of label "
                    + failure.text("label") + ": " + failure.text("reason")
                    + (failure.isTrue("earlierVersionServed") ? " (its earlier version is served)" : ""));
        }
    }

    private String headline(Terminal terminal) {
        var ready = gateway.isTrue("ready");
        return terminal.paint(ready ? Style.GOOD : Style.WARNING, ready ? "Ready" : "Not ready") + ", "
                + gateway.text("phase") + ", fed by " + gateway.text("source") + ", labels "
                + Shown.list(gateway.texts("labels"))
                + (gateway.has("heldRevision") ? ", holds " + gateway.text("heldRevision") : "")
                + (gateway.has("previewAddress") ? ", preview at " + gateway.text("previewAddress") : "");
    }

    private Table apis() {
        var table = new Table("CONTEXT", "API", "VERSION", "LABEL", "REVISION", "DEPLOYED AT");
        for (var api : gateway.views("apis")) {
            table.row(
                    api.texts("notPreviewed").isEmpty() ? Style.PLAIN : Style.WARNING,
                    api.text("context"),
                    api.text("name"),
                    api.text("version"),
                    api.text("label"),
                    api.text("revision"),
                    Shown.moment(api.text("deployedAt")));
        }
        return table;
    }

    private void printRemarks(Terminal terminal) {
        for (var api : gateway.views("apis")) {
            var missing = api.texts("notPreviewed");
            if (!missing.isEmpty()) {
                terminal.print(terminal.paint(Style.WARNING, "Not previewed: ") + api.text("name") + " "
                        + api.text("version") + ": " + Shown.list(missing));
            }
        }
    }
}
