package org.trunkline.registry.imports;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.trunkline.registry.RegistryPath;

/** How one resource names another one so that it can be found by names alone, wherever the tree is. */
final class RelativeReference {

    private RelativeReference() {}

    /** For example {@code ../../schemas/com/foo/types.xsd}, percent-encoded where a URI asks for it. */
    static String of(RegistryPath from, RegistryPath to) {
        List<String> source = from.names();
        List<String> target = to.names();
        int folder = source.size() - 1;
        int shared = 0;
        while (shared < folder
                && shared < target.size() - 1
                && source.get(shared).equals(target.get(shared))) {
            shared++;
        }
        List<String> steps = new ArrayList<>();
        for (int i = shared; i < folder; i++) {
            steps.add("..");
        }
        for (String name : target.subList(shared, target.size())) {
            steps.add(encoded(name));
        }
        return String.join("/", steps);
    }

    private static String encoded(String name) {
        try {
            return new URI(null, null, "/" + name, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + name + "' is no name of a path", e);
        }
    }
}
