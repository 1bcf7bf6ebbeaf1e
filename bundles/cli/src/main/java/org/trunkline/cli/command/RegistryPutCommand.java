package org.trunkline.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.ExitStatus;
import org.trunkline.cli.client.Answer;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.Upload;
import org.trunkline.cli.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "put",
        description = {
            "Create a resource or replace its content.",
            "Media type, description and properties that are not given stay as they are."
        })
final class RegistryPutCommand implements Callable<Integer> {

    /** What WSO2's registry and its executors call them, where they have a name for it. */
    private static final Map<String, String> TYPES = Map.of(
            "wsdl", "application/wsdl+xml",
            "xsd", "application/x-xsd+xml",
            "xml", "application/xml",
            "json", "application/json",
            "txt", "text/plain",
            "md", "text/markdown");

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "PATH", description = "The resource")
    private String path;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "- for standard input")
    private String file;

    @Option(names = "--collection", description = "Make a collection, which has no content")
    private boolean collection;

    @Option(
            names = "--media-type",
            paramLabel = "TYPE",
            description = "Else what the file's name suggests: .wsdl, .xsd, .xml, .json, .txt or .md")
    private String mediaType;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is")
    private String description;

    @Option(
            names = "-p",
            paramLabel = "NAME=VALUE",
            description = "Set a property; several with one name are several values")
    private List<String> properties = List.of();

    @Option(names = "--if-revision", paramLabel = "REVISION", description = "Only if it has this revision now")
    private String revision;

    RegistryPutCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailed {
        for (var property : properties) {
            if (property.indexOf('=') < 1) {
                throw CommandFailed.usage("-p takes NAME=VALUE, not '" + property + "'.");
            }
        }
        var client = context.connect();
        var address = RegistryAddress.parse(path);
        var answer = collection ? putCollection(client, address) : putContent(client, address);
        if (context.json()) {
            context.printJson(answer);
            return ExitStatus.OK;
        }
        var put = answer.json();
        context.terminal()
                .print(context.terminal().paint(Style.GOOD, "put") + " " + ResourceTable.path(put) + ", revision "
                        + put.text("revision") + (put.has("size") ? ", " + Shown.size(put.text("size")) : ""));
        return ExitStatus.OK;
    }

    private Answer putContent(ApiClient client, RegistryAddress address) throws CommandFailed {
        var upload = RegistryAddress.isStandardInput(file)
                ? Upload.of(context.surroundings().input())
                : Upload.of(Path.of(file));
        upload = upload.mediaType(mediaType == null ? suggested() : mediaType);
        if (revision != null) {
            upload = upload.ifMatch(revision);
        }
        context.terminal().progress("Sending " + file);
        return client.send(
                "PUT",
                address.request("content").withEach("property", properties).with("description", description),
                upload);
    }

    private String suggested() {
        var name = RegistryAddress.isStandardInput(file) ? path : file;
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private Answer putCollection(ApiClient client, RegistryAddress address) throws CommandFailed {
        if (!RegistryAddress.isStandardInput(file)) {
            throw CommandFailed.usage("A collection has no content: give no FILE with --collection.");
        }
        var metadata = new JsonObject();
        metadata.addProperty("kind", "collection");
        metadata.addProperty("mediaType", mediaType);
        metadata.addProperty("description", description);
        var values = new JsonObject();
        for (var property : properties) {
            var name = property.substring(0, property.indexOf('='));
            if (!values.has(name)) {
                values.add(name, new JsonArray());
            }
            values.getAsJsonArray(name).add(property.substring(property.indexOf('=') + 1));
        }
        metadata.add("properties", values);
        return client.put(address.request("metadata"), metadata);
    }
}
