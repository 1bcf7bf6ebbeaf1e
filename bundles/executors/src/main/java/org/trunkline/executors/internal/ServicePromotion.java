package org.trunkline.executors.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.ResourcePath;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** Copies services with what they depend on into the next environment. Immutable; for many threads. */
public final class ServicePromotion {

    private static final String LIFECYCLE = "registry.LC.name";
    private static final String ORIGINAL_PATH = "registry.lifecycle_history.originalPath";
    private static final String ENVIRONMENT_CHANGED = "registry.is.environment.change.property";

    private final Log log = LogFactory.getLog(ServicePromotion.class);
    private final Parameters parameters;
    private final String serviceMediaType;
    private final Environments environments;
    private final HandlerLock updates;

    /** @param mediaType what a service is, unless the parameters say otherwise */
    public ServicePromotion(Parameters parameters, String mediaType) {
        this.parameters = parameters;
        this.serviceMediaType = parameters.text("service.mediatype").orElse(mediaType);
        this.environments = new Environments(parameters);
        this.updates = HandlerLock.ofUpdates(RequestContext.class.getClassLoader());
    }

    /** @return false if it cannot be done; the context says why, and nothing has changed */
    public boolean run(RequestContext context) {
        Resource service = context.getResource();
        if (service == null
                || service instanceof org.wso2.carbon.registry.core.Collection
                || !serviceMediaType.equals(service.getMediaType())) {
            return true;
        }
        String path = context.getResourcePath().getPath();
        if (!environments.areKnown()) {
            log.warn(path + " is not copied: the execution has no currentEnvironment or no targetEnvironment");
            return true;
        }
        return Step.done(context, () -> promote(context, service, path));
    }

    private void promote(RequestContext context, Resource service, String path)
            throws RefusedException, RegistryException {
        Registry registry = context.getRegistry();
        Selection selection = Selection.of(
                registry, path, RequestedVersions.of(context), parameters.flag("copyDependencies", true), environments);
        Map<String, Move> moves = selection.moves();
        Collection<Move> written = write(registry, path, moves);
        Move moved = moves.get(path);
        String lifecycle = service.getProperty(LIFECYCLE);
        if (lifecycle != null) {
            registry.associateAspect(moved.to(), lifecycle);
        }
        new CopiedAssociations(registry, moves.values(), selection.staying())
                .write(written, parameters.flag("copyAssociations", false));
        annotate(context, path, written);

        Resource promoted = registry.get(moved.to());
        promoted.setProperty(ORIGINAL_PATH + (lifecycle == null ? "" : lifecycle), path);
        promoted.setProperty(ENVIRONMENT_CHANGED, "true");
        context.setResource(promoted);
        context.setOldResource(service);
        context.setResourcePath(new ResourcePath(moved.to()));
    }

    // ---- resources

    /** @return what was written; the rest was there already, just as it would have been written */
    private Collection<Move> write(Registry registry, String service, Map<String, Move> moves)
            throws RefusedException, RegistryException {
        Map<String, String> paths = new LinkedHashMap<>();
        moves.values().forEach(move -> paths.put(move.from(), move.to()));
        DocumentRewriter rewriter = new DocumentRewriter(registry, new MovedPaths(paths), service);
        Map<Move, byte[]> contents = new LinkedHashMap<>();
        for (Move move : moves.values()) {
            byte[] content = rewriter.rewritten(move);
            if (!isThere(registry, move, content, service)) {
                contents.put(move, content);
            }
        }
        updates.during(() -> {
            for (Map.Entry<Move, byte[]> each : contents.entrySet()) {
                put(registry, each.getKey(), each.getValue());
            }
        });
        return contents.keySet();
    }

    private boolean isThere(Registry registry, Move move, byte[] content, String service)
            throws RefusedException, RegistryException {
        if (parameters.flag("override", false) || !registry.resourceExists(move.to())) {
            return false;
        }
        boolean isService = move.from().equals(service);
        if (!isService && Arrays.equals(Contents.of(registry.get(move.to())), content)) {
            return true;
        }
        throw new RefusedException("A resource exists with the given version " + move.version() + ": " + move.to()
                + (isService ? "" : ", and it is not what " + move.from() + " would be there")
                + ". Give another version.");
    }

    private static void put(Registry registry, Move move, byte[] content) throws RegistryException {
        Resource copy = move.resource();
        copy.setContent(content);
        copy.setUUID(UUID.randomUUID().toString());
        registry.put(move.to(), copy);
    }

    // ---- what people have said

    private void annotate(RequestContext context, String service, Collection<Move> written) throws RegistryException {
        Annotations annotations = new Annotations(context.getRegistry(), system(context));
        for (Move move : written) {
            if (parameters.flag("copyComments", false)) {
                annotations.copyComments(move.from(), move.to());
            }
            // of dependencies WSO2 copies no tags
            if (parameters.flag("copyTags", false) && move.from().equals(service)) {
                annotations.copyTags(move.from(), move.to());
            }
            if (parameters.flag("copyRatings", false)) {
                annotations.copyRating(move.from(), move.to());
            }
        }
    }

    private Registry system(RequestContext context) throws RegistryException {
        return parameters.flag("copyRatings", false) ? context.getSystemRegistry() : context.getRegistry();
    }
}
