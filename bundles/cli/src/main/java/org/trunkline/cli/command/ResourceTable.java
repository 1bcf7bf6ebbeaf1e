package org.trunkline.cli.command;

import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.terminal.Style;
import org.trunkline.cli.terminal.Table;

/** Resources, one line each; collections end in a slash. */
final class ResourceTable {

    private ResourceTable() {}

    /** @param wholePaths whether paths are shown, and not names alone */
    static Table of(Iterable<JsonView> resources, boolean wholePaths) {
        var table = new Table("REVISION", "SIZE", "MODIFIED AT", "BY", "MEDIA TYPE", wholePaths ? "PATH" : "NAME")
                .figures(0, 1)
                .whole(5);
        for (var resource : resources) {
            var collection = RegistryAddress.isCollection(resource);
            table.row(
                    collection ? Style.STRONG : Style.PLAIN,
                    resource.text("revision"),
                    collection ? "" : Shown.size(resource.text("size")),
                    Shown.moment(resource.text("modifiedAt")),
                    resource.text("modifiedBy"),
                    resource.text("mediaType"),
                    wholePaths ? path(resource) : name(resource));
        }
        return table;
    }

    static String path(JsonView resource) {
        var path = resource.text("path");
        return RegistryAddress.isCollection(resource) && path.length() > 1 ? path + "/" : path;
    }

    /** Where a link leads stands behind its name. */
    static String name(JsonView resource) {
        var path = path(resource);
        var end = path.endsWith("/") && path.length() > 1 ? path.length() - 1 : path.length();
        var name = path.substring(path.lastIndexOf('/', end - 1) + 1);
        var real = resource.text("realPath");
        var lastName = path.substring(path.lastIndexOf('/', end - 1), end);
        return real.isEmpty() || real.endsWith(lastName) ? name : name + " -> " + real;
    }
}
