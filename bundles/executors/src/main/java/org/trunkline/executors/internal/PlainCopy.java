package org.trunkline.executors.internal;

import java.util.Optional;
import java.util.UUID;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.wso2.carbon.registry.core.Association;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.ResourcePath;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** Copies a resource or a collection from one collection into another one. Immutable; for many threads. */
public final class PlainCopy {

    /** What becomes of the context once there is a copy. */
    @FunctionalInterface
    public interface Afterwards {
        void accept(RequestContext context, Resource original, String copy) throws RegistryException;
    }

    private final Log log = LogFactory.getLog(PlainCopy.class);
    private final Parameters parameters;

    public PlainCopy(Parameters parameters) {
        this.parameters = parameters;
    }

    /** @return false if it cannot be done; the context says why, and nothing has changed */
    public boolean run(RequestContext context, Afterwards afterwards) {
        return context.getResource() == null || Step.done(context, () -> copy(context, afterwards));
    }

    /** Lets the engine go on with the copy. */
    public void handOver(RequestContext context, Resource original, String copy) throws RegistryException {
        context.setResource(context.getRegistry().get(copy));
        context.setOldResource(original);
        context.setResourcePath(new ResourcePath(copy));
    }

    private void copy(RequestContext context, Afterwards afterwards) throws RefusedException, RegistryException {
        Registry registry = context.getRegistry();
        Resource original = context.getResource();
        String from = context.getResourcePath().getPath();
        Optional<String> version = RequestedVersions.of(context).of(from);
        String current = collection("currentEnvironment", from, version);
        String target = collection("targetEnvironment", from, version);
        if (!from.startsWith(current + "/")) {
            log.warn(from + " is not copied: it is not in the environment " + current);
            return;
        }
        String to = target + from.substring(current.length());
        if (to.equals(from)) {
            throw new RefusedException("The copy of " + from + " would be itself: currentEnvironment and"
                    + " targetEnvironment are the same.");
        }
        registry.copy(from, to);
        giveOwnId(registry, original, to);
        annotate(context, from, to);
        afterwards.accept(context, original, to);
    }

    private String collection(String name, String path, Optional<String> version) throws RefusedException {
        String template = parameters
                .text(name)
                .orElseThrow(() -> new RefusedException("The execution that copies " + path + " has no " + name + "."));
        String text = template.contains(PathTemplate.VERSION)
                ? template.replace(PathTemplate.VERSION, given(version, path, template))
                : template;
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String given(Optional<String> version, String path, String template) throws RefusedException {
        String given = version.orElseThrow(() -> new RefusedException("No version is given for " + path
                + ", and an environment is " + template + ": give one as the parameter '" + path + "'."));
        if (given.contains("/") || given.equals(".") || given.equals("..")) {
            throw new RefusedException(
                    "'" + given + "' cannot be a name in a path, so it is no version of " + path + ".");
        }
        return given;
    }

    /** Some registries let the copy have that of the original. */
    private static void giveOwnId(Registry registry, Resource original, String to) throws RegistryException {
        Resource copy = registry.get(to);
        if (copy.getUUID() != null && copy.getUUID().equals(original.getUUID())) {
            copy.setUUID(UUID.randomUUID().toString());
            registry.put(to, copy);
        }
    }

    private void annotate(RequestContext context, String from, String to) throws RefusedException, RegistryException {
        Registry registry = context.getRegistry();
        boolean rated = parameters.flag("copyRatings", false);
        Annotations annotations = new Annotations(registry, rated ? context.getSystemRegistry() : registry);
        if (parameters.flag("copyComments", false)) {
            annotations.copyComments(from, to);
        }
        if (parameters.flag("copyTags", false)) {
            annotations.copyTags(from, to);
        }
        if (rated) {
            annotations.copyRating(from, to);
        }
        if (parameters.flag("copyAssociations", false)) {
            copyAssociations(registry, from, to);
        }
    }

    private static void copyAssociations(Registry registry, String from, String to) throws RegistryException {
        for (Association association : new Dependencies(registry).all(from)) {
            String type = association.getAssociationType();
            if (type.equals(Dependencies.DEPENDS)) {
                continue;
            }
            if (association.getSourcePath().equals(from)) {
                registry.addAssociation(to, association.getDestinationPath(), type);
            } else {
                registry.addAssociation(association.getSourcePath(), to, type);
            }
        }
    }
}
