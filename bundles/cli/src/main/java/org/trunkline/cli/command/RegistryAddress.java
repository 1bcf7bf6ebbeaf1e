package org.trunkline.cli.command;

import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.client.RequestPath;

/** The path of a resource as it was given on the command line. */
record RegistryAddress(String path) {

    static final String GOVERNANCE = "/_system/governance";

    /** @throws CommandFailed if it is not absolute; all else the node checks */
    static RegistryAddress parse(String text) throws CommandFailed {
        if (!text.startsWith("/")) {
            throw CommandFailed.usage("The path of a resource begins with a slash: '" + text + "' does not. One is "
                    + GOVERNANCE + "/trunk.");
        }
        return new RegistryAddress(
                text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /** @param what of the resource is meant: content, metadata, children and so on */
    RequestPath request(String what) {
        var names = path.substring(1).split("/", -1);
        var segments = new String[names.length + 2];
        segments[0] = "registry";
        segments[1] = what;
        System.arraycopy(names, 0, segments, 2, names.length);
        return RequestPath.of(segments);
    }

    JsonView metadata(ApiClient client) throws CommandFailed {
        return client.get(request("metadata")).json();
    }

    static boolean isCollection(JsonView resource) {
        return "collection".equals(resource.text("kind"));
    }

    /** A file's or a stream's name for what is to be read; a dash is standard input. */
    static boolean isStandardInput(String file) {
        return "-".equals(file);
    }

    @Override
    public String toString() {
        return path;
    }
}
