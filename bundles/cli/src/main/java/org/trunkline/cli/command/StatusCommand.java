package org.trunkline.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Table;
import org.trunkline.cli.terminal.Terminal;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Show how a node is doing and what does not work.")
final class StatusCommand implements Callable<Integer> {

    private final CommandContext context;

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var client = context.connect();
        var answer = client.get(RequestPath.of("status"));
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        var status = answer.json();
        var table = new Table("NODE", client.server().toString());
        status.view("node").ifPresent(node -> describe(node, table));
        table.row(status.isTrue("ready") ? Style.GOOD : Style.WARNING, "ready", status.isTrue("ready") ? "yes" : "no");
        status.view("store")
                .ifPresent(store -> table.row(
                        store.has("problem") ? Style.BAD : Style.PLAIN,
                        "store",
                        store.text("type")
                                + (store.has("problem")
                                        ? ": " + store.text("problem")
                                        : ", head " + store.text("head"))));
        status.view("store").flatMap(store -> store.view("github")).ifPresent(github -> describeGitHub(github, table));
        status.view("sink").ifPresent(sink -> table.row("saver", sink.text("name")));
        status.view("gateway").ifPresent(gateway -> describeGateway(gateway, table));
        context.terminal().print(table);
        printChecks(status, context.terminal());
        printProblems(status, context.terminal());
        return ExitStatus.OK;
    }

    private static void describe(JsonView node, Table table) {
        table.row("name", node.text("name"));
        table.row("version", node.text("version"));
        table.row("profile", node.text("profile"));
        var started = node.text("startedAt");
        if (!started.isEmpty()) {
            var running = Duration.between(Instant.parse(started), Instant.now());
            table.row("started", Shown.moment(started) + " (" + Shown.duration(running) + ")");
        }
    }

    private static void describeGitHub(JsonView github, Table table) {
        table.row(
                "github",
                github.text("repository") + " at " + github.text("host")
                        + (github.has("branch") ? ", branch " + github.text("branch") : ", its default branch"));
        table.row(
                "requests",
                github.text("requests") + " by this node, " + github.text("notModified") + " not modified, "
                        + github.text("lastHour") + " in the last hour");
        if (github.has("remaining")) {
            table.row(
                    "limit",
                    github.text("remaining") + " of " + github.text("limit") + " requests left until "
                            + Shown.moment(github.text("resetAt")));
        }
        if (github.has("pausedUntil")) {
            table.row(
                    Style.WARNING,
                    "paused",
                    "until " + Shown.moment(github.text("pausedUntil")) + ": " + github.text("pauseReason"));
        }
    }

    private static void describeGateway(JsonView gateway, Table table) {
        table.row("gateway", gateway.text("phase") + ", fed by " + gateway.text("source"));
        table.row("labels", Shown.list(gateway.texts("labels")));
        table.row("deployed", gateway.text("deployed"));
        var failed = gateway.text("failed");
        table.row(failed.isEmpty() || "0".equals(failed) ? Style.PLAIN : Style.BAD, "failed", failed);
        if (gateway.has("problem")) {
            table.row(Style.BAD, "problem", gateway.text("problem"));
        }
    }

    private static void printChecks(JsonView status, Terminal terminal) {
        var table = new Table("CHECK", "STATUS", "MESSAGE");
        for (var check : status.views("checks")) {
            var style = "OK".equalsIgnoreCase(check.text("status")) ? Style.PLAIN : Style.WARNING;
            table.row(style, check.text("name"), check.text("status"), check.text("message"));
        }
        if (!table.isEmpty()) {
            terminal.print("");
            terminal.print(table);
        }
    }

    private static void printProblems(JsonView status, Terminal terminal) {
        var problems = status.views("problems");
        if (!problems.isEmpty()) {
            terminal.print("");
        }
        // not a table: a reason is a sentence and must not be cut
        for (var problem : problems) {
            terminal.print(terminal.paint(Style.BAD, problem.text("kind") + " " + problem.text("subject")) + ": "
                    + problem.text("reason"));
        }
    }
}
