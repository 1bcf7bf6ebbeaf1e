package org.trunkline.registry.imports;

import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.trunkline.registry.Environment;
import org.trunkline.registry.NamespacePath;
import org.trunkline.registry.PathTemplate;
import org.trunkline.registry.RegistryPath;

/** Where things lie in trunk: a folder for each kind, in it one for each part of the namespace. WSO2's folders. */
final class TrunkLayout {

    private static final int LONGEST_NAME = 200;

    private final Environment trunk;
    private final Optional<String> version;

    /** @param version what stands in a path where the layout of trunk has a version in it */
    TrunkLayout(Environment trunk, String version) {
        this.trunk = trunk;
        this.version = Optional.of(version);
    }

    /** @param namespace empty text for a document without one, which lies right in the folder */
    RegistryPath document(XmlDocument.Kind kind, String namespace, Location location) {
        return place(kind.folder(), namespace, location.stem() + "." + kind.extension());
    }

    RegistryPath openApi(String namespace, String name) {
        return place("openapi", namespace, name + ".json");
    }

    RegistryPath service(String namespace, String name) {
        return place("services", namespace, name);
    }

    /** Empty if the address is not one of a host: {@code REPLACE_WITH_ACTUAL_URL}, say. */
    Optional<RegistryPath> endpoint(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getHost() == null) {
                return Optional.empty();
            }
            String path = uri.getPath() == null ? "" : uri.getPath();
            List<String> names = new ArrayList<>(Arrays.stream(path.split("/"))
                    .filter(name -> !name.isEmpty())
                    .toList());
            String last = names.isEmpty() ? uri.getHost() : names.remove(names.size() - 1);
            URI folder = new URI("http", uri.getHost(), "/" + String.join("/", names), null);
            return Optional.of(place("endpoints", folder.toString(), "ep-" + last.replace('.', '-')));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private RegistryPath place(String folder, String namespace, String name) {
        List<String> resourcePath = new ArrayList<>(List.of(folder));
        if (!namespace.isEmpty()) {
            resourcePath.addAll(NamespacePath.of(namespace));
        }
        return trunk.layout().fill(new PathTemplate.Place(resourcePath, Optional.of(legal(name)), version));
    }

    /** A file may have a name, and an API a title, that no resource has. */
    private static String legal(String name) {
        StringBuilder legal = new StringBuilder();
        Normalizer.normalize(name.strip(), Normalizer.Form.NFC)
                .codePoints()
                .limit(LONGEST_NAME)
                .map(c -> Character.isISOControl(c) || c == '/' || RegistryPath.ILLEGAL.indexOf(c) >= 0 ? '_' : c)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
