package org.trunkline.registry.carbon.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceProperties;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.ResourceImpl;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** Turns resources of the registry into WSO2's and back. Immutable. */
final class Resources {

    private final Session session;

    Resources(Session session) {
        this.session = session;
    }

    // ---- to WSO2's

    /** A resource with its content, or a collection whose children are looked up when they are asked for. */
    ResourceImpl shown(Resource resource, OptionalLong version) throws RegistryException {
        ResourceImpl shown;
        if (resource.isCollection()) {
            shown = new StoredCollection(children(resource.path(), version));
        } else {
            // Read now: the resource is shown as it is, whatever happens to it before somebody looks at its content.
            byte[] content = content(resource, version);
            shown = new StoredResource(() -> content);
        }
        return describe(shown, resource, version);
    }

    /** Without its content. */
    ResourceImpl metadata(Resource resource, OptionalLong version) throws RegistryException {
        ResourceImpl shown = resource.isCollection()
                ? new StoredCollection(children(resource.path(), version))
                : new StoredResource(() -> null);
        return describe(shown, resource, version);
    }

    /** A collection that shows a part of its children. */
    Collection page(Resource resource, OptionalLong version, int start, int length) throws RegistryException {
        StoredCollection shown = new StoredCollection((StoredCollection.Source) null);
        shown.setChildren(children(resource.path(), version).children(start, length < 0 ? Integer.MAX_VALUE : length));
        describe(shown, resource, version);
        return shown;
    }

    private static ResourceImpl describe(ResourceImpl shown, Resource resource, OptionalLong version) {
        shown.setPath(resource.path().toString());
        shown.setUUID(resource.uuid());
        shown.setMediaType(resource.mediaType().orElse(null));
        shown.setDescription(resource.description().orElse(null));
        resource.properties()
                .asMap()
                .forEach((name, values) -> values.forEach(value -> shown.addPropertyWithNoUpdate(name, value)));
        version.ifPresent(number -> {
            shown.setSnapshotID(number);
            shown.setMatchingSnapshotID(number);
        });
        stamp(shown, resource);
        return shown;
    }

    private static void stamp(ResourceImpl shown, Resource resource) {
        shown.setAuthorUserName(resource.createdBy());
        shown.setCreatedTime(Date.from(resource.createdAt()));
        shown.setLastUpdaterUserName(resource.modifiedBy());
        shown.setLastModified(Date.from(resource.modifiedAt()));
    }

    private byte[] content(Resource resource, OptionalLong version) throws RegistryException {
        if (resource.content().isEmpty()) {
            return null;
        }
        RegistryPath path = resource.path();
        Registry registry = session.acting();
        return Failures.told(path.toString(), () -> {
            try (InputStream in =
                    version.isPresent() ? registry.content(path, version.getAsLong()) : registry.content(path)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new RegistryException("The content of " + path + " cannot be read: " + e.getMessage(), e);
            }
        });
    }

    private StoredCollection.Source children(RegistryPath path, OptionalLong version) {
        return new StoredCollection.Source() {
            @Override
            public String[] children(int start, int length) throws RegistryException {
                return names(path, version, start, length);
            }

            @Override
            public int count() throws RegistryException {
                return (int) page(path, version, new Page.Request(0, 1)).total();
            }
        };
    }

    private String[] names(RegistryPath path, OptionalLong version, int start, int length) throws RegistryException {
        Registry registry = session.acting();
        List<Resource> all = Failures.told(
                path.toString(),
                () -> Pages.all(request -> version.isPresent()
                        ? registry.children(path, version.getAsLong(), request)
                        : registry.children(path, request)));
        if (start < 0 || start > all.size()) {
            throw new RegistryException("Didn't have enough results to start at #" + start + ": " + path + " has "
                    + all.size() + " children");
        }
        String suffix = version.isPresent() ? ";version:" + version.getAsLong() : "";
        // WSO2 shows resources before collections.
        return all.stream()
                .sorted(Comparator.comparing(Resource::isCollection))
                .skip(start)
                .limit(length)
                .map(child -> path.child(child.path().name()) + suffix)
                .toArray(String[]::new);
    }

    private Page<Resource> page(RegistryPath path, OptionalLong version, Page.Request request)
            throws RegistryException {
        Registry registry = session.acting();
        return Failures.told(
                path.toString(),
                () -> version.isPresent()
                        ? registry.children(path, version.getAsLong(), request)
                        : registry.children(path, request));
    }

    // ---- from WSO2's

    /** What a resource of anybody's making is to be when it is put. */
    static ResourceDraft draft(String path, org.wso2.carbon.registry.core.Resource resource) throws RegistryException {
        boolean collection = resource instanceof Collection;
        ResourceDraft draft = collection ? ResourceDraft.collection() : ResourceDraft.resource();
        draft = draft.mediaType(orBlank(resource.getMediaType()))
                .description(orBlank(resource.getDescription()))
                .properties(properties(path, resource));
        if (resource.getUUID() != null && !resource.getUUID().isBlank()) {
            draft = draft.uuid(resource.getUUID());
        }
        if (collection) {
            return draft;
        }
        if (draft.mediaType().isEmpty()) {
            draft = draft.mediaType(MediaTypes.of(path).orElse(""));
        }
        byte[] content = content(resource);
        return content == null ? draft.withoutContent() : draft.content(ResourceContent.of(content));
    }

    /** Afterwards the resource has its content as bytes, as WSO2's registry leaves it. */
    private static byte[] content(org.wso2.carbon.registry.core.Resource resource) throws RegistryException {
        byte[] content = StoredResource.bytesOf(resource.getContent());
        if (resource instanceof ResourceImpl) {
            ((ResourceImpl) resource).setContentWithNoUpdate(content);
        }
        return content;
    }

    private static String orBlank(String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /** A name without a value cannot be stored; values that are null are left out, as if they had not been set. */
    private static ResourceProperties properties(String path, org.wso2.carbon.registry.core.Resource resource)
            throws RegistryException {
        Map<String, List<String>> all = new TreeMap<>();
        for (Map.Entry<Object, Object> property : resource.getProperties().entrySet()) {
            List<String> values = values(path, property.getKey(), property.getValue());
            if (!values.isEmpty()) {
                all.put((String) property.getKey(), values);
            }
        }
        try {
            return ResourceProperties.of(all);
        } catch (IllegalArgumentException e) {
            throw new RegistryException("The resource at " + path + " cannot be put: " + e.getMessage(), e);
        }
    }

    private static List<String> values(String path, Object name, Object value) throws RegistryException {
        List<String> values = new ArrayList<>();
        Iterable<?> given = value instanceof Iterable ? (Iterable<?>) value : List.of(value);
        for (Object each : given) {
            if (each != null && !(each instanceof String)) {
                throw new RegistryException("The resource at " + path + " cannot be put: the property '" + name
                        + "' has a value that is a " + each.getClass().getName() + ", not a text.");
            }
            Optional.ofNullable((String) each).ifPresent(values::add);
        }
        return values;
    }

    /** After a put the object that was put knows what it has become. */
    static void became(org.wso2.carbon.registry.core.Resource put, Resource stored) {
        if (put instanceof ResourceImpl) {
            ResourceImpl resource = (ResourceImpl) put;
            resource.setPath(stored.path().toString());
            resource.setUUID(stored.uuid());
            resource.setMediaType(stored.mediaType().orElse(null));
            stamp(resource, stored);
        }
    }
}
