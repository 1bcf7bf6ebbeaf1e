package org.trunkline.lifecycle.carbon;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.trunkline.lifecycle.engine.TransitionContext;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceProperties;
import org.trunkline.registry.carbon.CarbonRequestContext;
import org.trunkline.registry.carbon.TrunklineBacked;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.ResourcePath;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.session.CurrentSession;

/** A transition as WSO2's plug-ins see it: one {@code RequestContext} for all of them. Used like the transition. */
final class CarbonTransition {

    private static final String ATTRIBUTE = CarbonTransition.class.getName();
    private static final int SUPER_TENANT = -1234;

    private final TransitionContext transition;
    private final TrunklineBacked carbon;
    private CarbonRequestContext context;
    private Shown shown;

    private CarbonTransition(TransitionContext transition, TrunklineBacked carbon) {
        this.transition = transition;
        this.carbon = carbon;
    }

    static CarbonTransition of(TransitionContext transition, TrunklineBacked carbon) {
        return (CarbonTransition)
                transition.attributes().computeIfAbsent(ATTRIBUTE, name -> new CarbonTransition(transition, carbon));
    }

    /** What a plug-in was shown, to see what it changed in it. */
    private record Shown(String mediaType, String description, Map<String, List<String>> properties, byte[] content) {

        static Shown of(Resource resource) throws RegistryException, IOException {
            return new Shown(
                    resource.getMediaType(),
                    resource.getDescription(),
                    propertiesOf(resource),
                    resource instanceof Collection ? null : bytes(resource));
        }

        boolean same(Shown other) {
            return Objects.equals(mediaType, other.mediaType)
                    && Objects.equals(description, other.description)
                    && properties.equals(other.properties)
                    && Arrays.equals(content, other.content);
        }
    }

    @FunctionalInterface
    interface Call {
        boolean with(CarbonRequestContext context) throws Exception;
    }

    /** Calls a plug-in in WSO2's session of the user, and takes over what it did to the context. */
    boolean call(Call plugin) throws Exception {
        CurrentSession.setUser(transition.registry().user());
        CurrentSession.setTenantId(SUPER_TENANT);
        CurrentSession.setCallerTenantId(SUPER_TENANT);
        try {
            open();
            boolean done = plugin.with(context);
            takeOver(done);
            return done;
        } finally {
            CurrentSession.removeUser();
            CurrentSession.removeTenantId();
            CurrentSession.removeCallerTenantId();
            CurrentSession.removeAttributes();
        }
    }

    private void open() throws RegistryException, IOException {
        if (context != null) {
            return;
        }
        Registry registry = carbon.over(transition.registry());
        String path = transition.original().path().toString();
        context = new CarbonRequestContext(registry, registry);
        context.setResourcePath(new ResourcePath(path));
        context.setResource(registry.get(path));
        context.setOldResource(registry.get(path));
        context.setAction(transition.event());
        transition.parameters().forEach(context::setProperty);
        if (!transition.parameters().isEmpty()) {
            context.setProperty(
                    "parameterNames", Set.copyOf(transition.parameters().keySet()));
        }
        shown = Shown.of(context.getResource());
    }

    private void takeOver(boolean done) throws RegistryException, IOException {
        Object message = context.getProperty("executorMessage");
        if (message != null) {
            transition.message(message.toString());
        }
        if (!done) {
            return;
        }
        Resource resource = context.getResource();
        if (resource == null) {
            transition.keepState();
            return;
        }
        transition.path(RegistryPath.of(context.getResourcePath().getPath()));
        Shown now = Shown.of(resource);
        if (!now.same(shown)) {
            transition.replacement(draft(resource, now));
            shown = now;
        }
    }

    private static ResourceDraft draft(Resource resource, Shown now) {
        boolean collection = resource instanceof Collection;
        ResourceDraft draft = (collection ? ResourceDraft.collection() : ResourceDraft.resource())
                .mediaType(Objects.requireNonNullElse(now.mediaType(), ""))
                .description(Objects.requireNonNullElse(now.description(), ""))
                .properties(ResourceProperties.of(now.properties()));
        if (collection) {
            return draft;
        }
        return now.content() == null ? draft.withoutContent() : draft.content(ResourceContent.of(now.content()));
    }

    private static Map<String, List<String>> propertiesOf(Resource resource) {
        Map<String, List<String>> properties = new TreeMap<>();
        for (Object name : resource.getProperties().keySet()) {
            List<String> values = new ArrayList<>(resource.getPropertyValues((String) name));
            values.removeIf(Objects::isNull);
            if (!values.isEmpty()) {
                properties.put((String) name, values);
            }
        }
        return properties;
    }

    private static byte[] bytes(Resource resource) throws RegistryException, IOException {
        Object content = resource.getContent();
        if (content == null) {
            return null;
        }
        if (content instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (content instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (content instanceof InputStream stream) {
            byte[] bytes = stream.readAllBytes();
            resource.setContentStream(new ByteArrayInputStream(bytes));
            return bytes;
        }
        throw new RegistryException("The content of a resource is a byte[], a String or an InputStream, not a "
                + content.getClass().getName() + ".");
    }
}
