package org.trunkline.gateway.internal.preview;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.trunkline.gateway.internal.synapse.Handlers;
import org.trunkline.gateway.internal.synapse.SynapseApi;
import org.trunkline.gateway.internal.synapse.SynapseResource;

/**
 * Says what stands between an API and being served here. A handler is Java code of WSO2 that, say, checks a token: one
 * that the front does not implement makes it refuse the API, unless the configuration names it as one to leave out.
 */
record HandlerPolicy(Set<String> ignored) {

    HandlerPolicy {
        ignored = Set.copyOf(ignored);
    }

    /** What is not implemented of what a request to this resource needs. */
    List<String> missing(SynapseApi api, SynapseResource resource) {
        Set<String> missing = missing(api);
        missing.addAll(resource.missing());
        addMediators(resource.classMediators(), missing);
        return List.copyOf(missing);
    }

    /** What is not implemented of the API in any of its resources. */
    List<String> missingAnywhere(SynapseApi api) {
        Set<String> all = missing(api);
        for (SynapseResource resource : api.resources()) {
            Set<String> own = new LinkedHashSet<>(resource.missing());
            addMediators(resource.classMediators(), own);
            own.forEach(what -> all.add(what + " (resource " + resource.label() + ")"));
        }
        return List.copyOf(all);
    }

    private Set<String> missing(SynapseApi api) {
        Set<String> missing = new LinkedHashSet<>();
        for (String handler : api.handlers()) {
            if (!Handlers.isImplemented(handler) && !ignored.contains(handler)) {
                missing.add("handler " + handler);
            }
        }
        missing.addAll(api.missing());
        addMediators(api.classMediators(), missing);
        return missing;
    }

    private void addMediators(List<String> classes, Set<String> missing) {
        for (String name : classes) {
            if (!ignored.contains(name)) {
                missing.add("class mediator " + name);
            }
        }
    }

    /** The handlers and class mediators of the API that are left out. One that is implemented never is. */
    List<String> ignoredOf(SynapseApi api) {
        Set<String> names = new LinkedHashSet<>();
        api.handlers().stream()
                .filter(name -> ignored.contains(name) && !Handlers.isImplemented(name))
                .forEach(names::add);
        api.classMediators().stream().filter(ignored::contains).forEach(names::add);
        api.resources()
                .forEach(resource -> resource.classMediators().stream()
                        .filter(ignored::contains)
                        .forEach(names::add));
        return List.copyOf(names);
    }
}
