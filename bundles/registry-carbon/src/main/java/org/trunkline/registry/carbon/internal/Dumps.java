package org.trunkline.registry.carbon.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceKind;
import org.trunkline.registry.ResourceProperties;
import org.trunkline.registry.carbon.internal.DumpedResource.Edge;
import org.trunkline.registry.carbon.internal.DumpedResource.Said;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** Whole trees in WSO2's XML. Safe for use by many threads. */
final class Dumps {

    private static final String DUMP = "dump";
    private static final String DELETED = "deleted";

    private final Session session;
    private final Links links;
    private final Associations associations;

    Dumps(Session session, Links links, Associations associations) {
        this.session = session;
        this.links = links;
        this.associations = associations;
    }

    /** Writes nothing if nothing is there, as WSO2's registry does. */
    void write(Address address, Writer out, boolean lite) throws RegistryException {
        Registry registry = session.acting();
        Optional<RegistryPath> path = address.find();
        Failures.telling(address.asked(), () -> {
            Optional<Resource> top = path.isEmpty() ? Optional.empty() : links.find(path.get());
            if (top.isEmpty()) {
                return;
            }
            try (RegistryTransaction transaction = registry.begin()) {
                new DumpWriter(registry, associations, out, lite).write(top.get());
                transaction.commit();
            } catch (XMLStreamException | IOException e) {
                throw new RegistryException(
                        "The dump of " + address.text() + " cannot be written: " + e.getMessage(), e);
            }
        });
    }

    /** All of it or, if anything is wrong with it, nothing. */
    void restore(Address address, Reader reader) throws RegistryException {
        if (reader == null) {
            throw new RegistryException("There is no dump to restore at " + address.asked() + ".");
        }
        DumpedResource top = DumpReader.read(address.asked(), reader);
        RegistryPath path = Address.toWrite(address.asked());
        if (path.isRoot() && !top.collection) {
            throw new RegistryException("Illegal to restore a non-collection in place of root collection.");
        }
        Registry registry = session.acting();
        Failures.telling(address.asked(), () -> {
            try (RegistryTransaction transaction = registry.begin()) {
                resource(registry, path, top);
                annotations(registry, path, top);
                transaction.commit();
            }
        });
    }

    private void resource(Registry registry, RegistryPath path, DumpedResource dumped)
            throws org.trunkline.registry.RegistryException, RegistryException {
        Optional<Resource> there = links.find(path);
        requireNoConflict(path, dumped, there);
        if (dumped.status.equals(DELETED)) {
            if (there.isPresent()) {
                registry.delete(path);
            }
            return;
        }
        ResourceKind kind = dumped.collection ? ResourceKind.COLLECTION : ResourceKind.RESOURCE;
        if (there.isPresent()
                && !path.isRoot()
                && (dumped.status.equals(DUMP) || there.get().kind() != kind)) {
            registry.delete(path);
        }
        registry.actingAs(dumped.creator.orElse(registry.user())).put(path, draft(path, dumped));
        if (!dumped.collection) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (DumpedResource child : dumped.children) {
            names.add(child.name);
            resource(registry, path.child(child.name), child);
        }
        for (Resource child : Pages.all(request -> registry.children(path, request))) {
            if (!names.contains(child.path().name())) {
                registry.delete(path.child(child.path().name()));
            }
        }
    }

    private static void requireNoConflict(RegistryPath path, DumpedResource dumped, Optional<Resource> there)
            throws RegistryException {
        if (dumped.ignoreConflicts || dumped.version <= 0) {
            return;
        }
        if (there.isEmpty()) {
            throw new RegistryException("Resource is deleted in the server, resource path: " + path + ".");
        }
        if (there.get().revision() > dumped.version) {
            throw new RegistryException(
                    "Resource is in a newer version than the restoring version. resource path: " + path + ".");
        }
    }

    private static ResourceDraft draft(RegistryPath path, DumpedResource dumped) throws RegistryException {
        try {
            ResourceDraft draft = (dumped.collection ? ResourceDraft.collection() : ResourceDraft.resource())
                    .mediaType(dumped.mediaType.orElse(""))
                    .description(dumped.description.orElse(""))
                    .properties(ResourceProperties.of(dumped.properties));
            if (dumped.uuid.isPresent()) {
                draft = draft.uuid(dumped.uuid.get());
            }
            if (dumped.collection) {
                return draft;
            }
            return dumped.content.length == 0
                    ? draft.withoutContent()
                    : draft.content(ResourceContent.of(dumped.content));
        } catch (IllegalArgumentException e) {
            throw new RegistryException("Invalid dump to restore at " + path + ": " + e.getMessage(), e);
        }
    }

    /** After the whole tree, since associations lead from one resource of it to another. */
    private void annotations(Registry registry, RegistryPath path, DumpedResource dumped)
            throws org.trunkline.registry.RegistryException, RegistryException {
        if (dumped.status.equals(DELETED)) {
            return;
        }
        for (Said comment : dumped.comments) {
            registry.actingAs(comment.user()).comment(path, comment.what());
        }
        for (Said tagging : dumped.taggings) {
            registry.actingAs(tagging.user()).tag(path, tagging.what());
        }
        for (Said rating : dumped.ratings) {
            registry.actingAs(rating.user()).rate(path, Integer.parseInt(rating.what()));
        }
        for (Edge edge : dumped.associations) {
            associate(path.toString(), edge);
        }
        for (DumpedResource child : dumped.children) {
            annotations(registry, path.child(child.name), child);
        }
    }

    /** One whose source is not here is left out: it is the other resource's to have it. */
    private void associate(String path, Edge edge) throws org.trunkline.registry.RegistryException, RegistryException {
        if (edge.source() == null || edge.destination() == null || edge.type() == null) {
            throw new RegistryException("Invalid dump to restore at " + path + ": an association is not complete");
        }
        Address source = Address.of(RelativePaths.absolute(edge.source(), path));
        String destination = edge.destination().startsWith(":")
                ? edge.destination().substring(1)
                : RelativePaths.absolute(edge.destination(), path);
        Optional<RegistryPath> at = source.find();
        if (at.isPresent() && links.find(at.get()).isPresent()) {
            associations.add(source, destination, edge.type());
        }
    }
}
