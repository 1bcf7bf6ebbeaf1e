package org.trunkline.registry.carbon.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.registry.Association;
import org.trunkline.registry.Association.Direction;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceQuery;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.ResourceImpl;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.exceptions.ResourceNotFoundException;

/** Resources, collections and their versions in WSO2's way. Safe for use by many threads. */
final class ResourceTree {

    private static final String VERSION = ";version:";

    private final Session session;
    private final Resources resources;
    private final Links links;

    ResourceTree(Session session, Resources resources, Links links) {
        this.session = session;
        this.resources = resources;
        this.links = links;
    }

    boolean exists(Address address) throws RegistryException {
        return find(address).isPresent();
    }

    private Optional<org.trunkline.registry.Resource> find(Address address) throws RegistryException {
        Optional<RegistryPath> path = address.find();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (address.version().isEmpty()) {
            return Failures.told(address.asked(), () -> links.find(path.get()));
        }
        Registry registry = session.acting();
        try {
            return Optional.of(Failures.told(
                    address.asked(),
                    () -> registry.get(path.get(), address.version().getAsLong())));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private org.trunkline.registry.Resource existing(Address address) throws RegistryException {
        Optional<org.trunkline.registry.Resource> found = find(address);
        if (found.isPresent()) {
            return found.get();
        }
        if (address.version().isPresent()) {
            throw new RegistryException("Resource " + address.text() + " does not have a version "
                    + address.version().getAsLong());
        }
        throw new ResourceNotFoundException(address.asked());
    }

    Resource get(Address address) throws RegistryException {
        org.trunkline.registry.Resource resource = existing(address);
        ResourceImpl shown = resources.shown(resource, address.version());
        links.mark(shown, resource);
        return shown;
    }

    Resource metadata(Address address) throws RegistryException {
        return resources.metadata(existing(address), address.version());
    }

    Collection page(Address address, int start, int length) throws RegistryException {
        org.trunkline.registry.Resource resource = existing(address);
        if (!resource.isCollection()) {
            throw new RegistryException("The resource at " + address.text() + " is no collection and has no children.");
        }
        return resources.page(resource, address.version(), start, length);
    }

    void put(String asked, Resource resource) throws RegistryException {
        RegistryPath path = Address.toWrite(asked);
        if (resource == null) {
            throw new RegistryException("There is no resource to put at " + asked + ".");
        }
        links.unmark(resource);
        ResourceDraft draft = Resources.draft(asked, resource);
        Registry registry = session.acting();
        Failures.telling(asked, () -> {
            try (RegistryTransaction transaction = registry.begin()) {
                Optional<org.trunkline.registry.Resource> there = registry.find(path);
                // WSO2 lets a resource take the place of a collection and the reverse.
                if (there.isPresent() && there.get().kind() != draft.kind()) {
                    registry.delete(there.get().realPath());
                }
                Resources.became(resource, registry.put(path, draft));
                transaction.commit();
            }
        });
    }

    void delete(Address address) throws RegistryException {
        RegistryPath path = address.current("delete the resource");
        Registry registry = session.acting();
        Failures.telling(address.asked(), () -> {
            // WSO2 deletes what is not there without a word.
            if (registry.linkTarget(path).isPresent() || registry.find(path).isPresent()) {
                registry.delete(path);
            }
        });
    }

    String rename(Address address, String newName) throws RegistryException {
        RegistryPath source = address.current("rename the resource");
        if (newName == null || newName.isEmpty()) {
            throw new RegistryException("The resource at " + address.text() + " needs a name to be renamed to.");
        }
        String target = newName.startsWith("/")
                ? newName
                : source.toString().substring(0, source.toString().lastIndexOf('/') + 1) + newName;
        move(source, target);
        return target;
    }

    String move(Address address, String target) throws RegistryException {
        move(address.current("copy the resource"), target);
        return target;
    }

    private void move(RegistryPath source, String asked) throws RegistryException {
        RegistryPath target = Address.toWrite(asked);
        if (source.equals(target)) {
            return;
        }
        Registry registry = session.acting();
        Failures.telling(source.toString(), () -> {
            try (RegistryTransaction transaction = registry.begin()) {
                if (registry.linkTarget(source).isEmpty()) {
                    registry.get(source);
                }
                moveOnto(registry, source, target);
                transaction.commit();
            }
        });
    }

    /** What is at the target is replaced, but for collections, which are joined. */
    private static void moveOnto(Registry registry, RegistryPath source, RegistryPath target)
            throws org.trunkline.registry.RegistryException {
        if (target.isWithin(source) || source.isWithin(target)) {
            registry.move(source, target);
            return;
        }
        boolean linked = registry.linkTarget(source).isPresent()
                || registry.linkTarget(target).isPresent();
        Optional<org.trunkline.registry.Resource> there = linked ? Optional.empty() : registry.find(target);
        if (there.isEmpty()) {
            registry.move(source, target);
        } else if (there.get().isCollection() && registry.get(source).isCollection()) {
            for (org.trunkline.registry.Resource child : children(registry, source)) {
                String name = child.path().name();
                moveOnto(registry, source.child(name), target.child(name));
            }
            registry.delete(source);
        } else {
            registry.delete(target);
            registry.move(source, target);
        }
    }

    private static List<org.trunkline.registry.Resource> children(Registry registry, RegistryPath collection)
            throws org.trunkline.registry.RegistryException {
        return Pages.all(request -> registry.children(collection, request));
    }

    String copy(Address source, Address target) throws RegistryException {
        RegistryPath from = source.current("copy the resource");
        target.current("copy a resource to");
        RegistryPath to = Address.toWrite(target.asked());
        if (from.equals(to)) {
            return to.toString();
        }
        Registry registry = session.acting();
        Failures.telling(source.asked(), () -> {
            try (RegistryTransaction transaction = registry.begin()) {
                if (registry.copy(from, to).isCollection()) {
                    pointOutside(registry, to, registry.get(from).realPath());
                }
                transaction.commit();
            }
        });
        return to.toString();
    }

    /** What a copied tree is associated with stays what it was: with WSO2 it is not the copy of it. */
    private static void pointOutside(Registry registry, RegistryPath copy, RegistryPath original)
            throws org.trunkline.registry.RegistryException {
        RegistryPath top = registry.get(copy).realPath();
        for (org.trunkline.registry.Resource resource :
                Pages.all((Page.Request request) -> registry.search(ResourceQuery.within(top), request))) {
            for (Association association :
                    registry.associations(resource.realPath(), Direction.OUTGOING, Optional.empty())) {
                Optional<RegistryPath> target = association.targetPath().filter(path -> path.isWithin(top));
                if (target.isPresent()) {
                    registry.dissociate(association);
                    registry.associate(new Association(
                            association.source(), target.get().moved(top, original), association.type()));
                }
            }
        }
    }

    // ---- versions

    void createVersion(Address address) throws RegistryException {
        RegistryPath path = address.current("create snapshot of the resource");
        Registry registry = session.acting();
        Failures.telling(address.asked(), () -> registry.createVersion(path));
    }

    String[] versions(Address address) throws RegistryException {
        Optional<RegistryPath> path = address.find();
        Registry registry = session.acting();
        return Failures.told(
                address.asked(),
                () -> path.isEmpty() || registry.find(path.get()).isEmpty()
                        ? new String[0]
                        : registry.versions(path.get()).stream()
                                .map(version -> address.text() + VERSION + version.number())
                                .toArray(String[]::new));
    }

    void restoreVersion(Address address) throws RegistryException {
        OptionalLong version = address.version();
        if (version.isEmpty()) {
            throw new RegistryException(
                    "Failed to restore resource. " + address.asked() + " is not a valid version path.");
        }
        existing(address);
        RegistryPath path = address.path();
        Registry registry = session.acting();
        Failures.telling(address.asked(), () -> registry.restore(path, version.getAsLong()));
    }

    void removeVersion(Address address, long version) throws RegistryException {
        RegistryPath path = address.path();
        Registry registry = session.acting();
        Failures.telling(address.asked(), () -> registry.deleteVersion(path, version));
    }

    // ---- finding

    Collection holding(String keywords) throws RegistryException {
        Registry registry = session.acting();
        List<org.trunkline.registry.Resource> found = Failures.told(
                "/",
                () -> Pages.all((Page.Request request) ->
                        registry.search(ResourceQuery.within(RegistryPath.ROOT).text(keywords), request)));
        return StoredCollection.showing(
                found.stream().map(resource -> resource.path().toString()).toArray(String[]::new));
    }
}
