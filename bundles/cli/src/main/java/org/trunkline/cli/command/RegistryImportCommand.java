package org.trunkline.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.client.Upload;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Import a WSDL, a schema or an OpenAPI document (JSON) into trunk.",
            "The files that it imports and includes are found beside it and go with it; their references are rewritten so "
                    + "that they lead from one to the other in the registry. A .zip is taken as it is."
        })
final class RegistryImportCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "FILE", description = "The document to begin with")
    private Path file;

    @Option(names = "--service", description = "Make a service of each that it describes")
    private boolean service;

    @Option(
            names = "--service-version",
            paramLabel = "VERSION",
            description = "Of the services; else 1.0.0, or that of the OpenAPI document")
    private Optional<String> version;

    @Option(
            names = "--namespace",
            paramLabel = "URI",
            description = "Where an OpenAPI document belongs; else the host of its first server")
    private Optional<String> namespace;

    @Option(names = "--main", paramLabel = "NAME", description = "The document of a .zip to begin with; else the first")
    private Optional<String> main;

    @Option(names = "--replace", description = "Replace other content at the same paths")
    private boolean replace;

    RegistryImportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        var documents = LocalDocuments.of(file);
        var client = context.connect();
        context.terminal().progress("Importing " + documents.count() + " documents");
        var form = documents.form();
        var answer = client.send(
                "POST",
                RequestPath.of("registry", "import")
                        .with("service", service ? "true" : "")
                        .with("version", version.orElse(""))
                        .with("namespace", namespace.orElse(""))
                        .with("main", main.orElse(""))
                        .with("replace", replace ? "true" : ""),
                Upload.of(form.body()).mediaType(form.mediaType()));
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        show(answer.json());
        return ExitStatus.OK;
    }

    private void show(JsonView report) {
        var table = new Table("", "DOCUMENT", "PATH").whole(2);
        for (var resource : report.views("resources")) {
            var reused = "reused".equals(resource.text("outcome"));
            table.row(
                    reused ? Style.FAINT : Style.PLAIN,
                    resource.text("outcome"),
                    resource.text("document"),
                    resource.text("path"));
        }
        context.terminal().print(table);
        for (var reference : report.views("leftAlone")) {
            context.terminal()
                    .remark("left as it is: " + reference.text("target") + " in " + reference.text("document"));
        }
    }
}
