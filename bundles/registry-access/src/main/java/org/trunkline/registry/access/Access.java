package org.trunkline.registry.access;

import java.util.List;
import org.trunkline.registry.RegistryPath;

/** What somebody may do where. Made by {@link AccessRules#of}. Immutable. */
public final class Access {

    /** What counts for a part of the tree. */
    record Grant(RegistryPath path, boolean read, boolean write) {}

    private static final Grant NOTHING = new Grant(RegistryPath.ROOT, false, false);

    private final List<Grant> grants;

    /** @param grants the innermost first */
    Access(List<Grant> grants) {
        this.grants = List.copyOf(grants);
    }

    private Grant at(RegistryPath path) {
        return grants.stream()
                .filter(grant -> path.isWithin(grant.path()))
                .findFirst()
                .orElse(NOTHING);
    }

    public boolean mayRead(RegistryPath path) {
        return at(path).read();
    }

    /** Whoever may write may read. */
    public boolean mayWrite(RegistryPath path) {
        return at(path).write();
    }

    /** Whether a path and all that can be below it may be read. */
    public boolean mayReadAllWithin(RegistryPath path) {
        return mayRead(path)
                && grants.stream().filter(grant -> grant.path().isWithin(path)).allMatch(Grant::read);
    }

    /** Whether a path and all that can be below it may be written. */
    public boolean mayWriteAllWithin(RegistryPath path) {
        return mayWrite(path)
                && grants.stream().filter(grant -> grant.path().isWithin(path)).allMatch(Grant::write);
    }

    /** Whether a path or something that can be below it may be read. */
    public boolean mayReadSomethingWithin(RegistryPath path) {
        return mayRead(path)
                || grants.stream()
                        .anyMatch(grant -> grant.read() && grant.path().isWithin(path));
    }
}
