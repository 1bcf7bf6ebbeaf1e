package org.trunkline.gateway.internal.synapse;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trunkline.gateway.internal.mediation.Sequence;

/**
 * An {@code <api>} of Synapse, ready to serve. Immutable.
 *
 * @param context what its paths begin with, the version included where it belongs to it; no slash at its end
 * @param handlers the class names of its handlers, in their order
 * @param extensionIn what WSO2's extension handler runs before the resource's own way in
 * @param extensionOut what it runs before the resource's own way out
 * @param missing what the API as a whole asks for and the preview front does not implement
 * @param classMediators the class names of the mediators of Java code in the extensions
 */
public record SynapseApi(
        String name,
        String context,
        List<SynapseResource> resources,
        List<String> handlers,
        Sequence extensionIn,
        Sequence extensionOut,
        List<String> missing,
        List<String> classMediators) {

    public SynapseApi {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(context, "context");
        resources = resources.stream()
                .sorted(Comparator.comparing(
                                (SynapseResource resource) -> resource.pattern().rank())
                        .reversed())
                .toList();
        handlers = List.copyOf(handlers);
        Objects.requireNonNull(extensionIn, "extensionIn");
        Objects.requireNonNull(extensionOut, "extensionOut");
        missing = List.copyOf(missing);
        classMediators = List.copyOf(classMediators);
    }

    /**
     * The resource for a request.
     *
     * @param path behind the context, decoded, with a slash at its beginning
     */
    public ResourceMatch match(String method, String path) {
        SortedSet<String> allowed = new TreeSet<>();
        for (SynapseResource resource : resources) {
            Optional<Map<String, String>> variables = resource.pattern().match(path);
            if (variables.isPresent()) {
                if (resource.allows(method)) {
                    return new ResourceMatch.Found(resource, variables.get());
                }
                allowed.addAll(resource.methods());
            }
        }
        return allowed.isEmpty() ? new ResourceMatch.Nothing() : new ResourceMatch.WrongMethod(allowed);
    }
}
