package org.trunkline.registry.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.trunkline.registry.Activity;
import org.trunkline.registry.Association;
import org.trunkline.registry.Page;
import org.trunkline.registry.Rating;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceQuery;
import org.trunkline.registry.ResourceTag;
import org.trunkline.registry.ResourceVersion;

/**
 * A registry as somebody may use it. What may not be read is not there: it is NOT_FOUND, with the same words as what really
 * is not there, and it is among no children, results, associations and activities. What may be read and not be written is
 * FORBIDDEN to change. Paths count as they are given and as they lie behind links, so a link opens nothing.
 *
 * <p>What is done to a whole tree (delete, move, copy, restore, dump, load) needs the right to all of it, as far as the rules
 * go: where a rule closes a part of it, it is FORBIDDEN whether something is there or not. An association or a link is a
 * change of its source, and needs the right to read its target. A comment, a tag or a rating is a change.
 *
 * <p>A list of a part of the tree where rules may hide something is read to its end for each page of it.
 */
public final class GuardedRegistry implements Registry {

    private final Registry registry;
    private final Access access;

    /** @param registry acting as the one whose access it is */
    public GuardedRegistry(Registry registry, Access access) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.access = Objects.requireNonNull(access, "access");
    }

    /** The same access in another one's name. */
    @Override
    public Registry actingAs(String user) {
        return new GuardedRegistry(registry.actingAs(user), access);
    }

    @Override
    public String user() {
        return registry.user();
    }

    @Override
    public RegistryTransaction begin() throws RegistryException {
        return registry.begin();
    }

    @Override
    public long revision() throws RegistryException {
        return registry.revision();
    }

    // ---- what may be seen

    private boolean isOpen(Resource resource) {
        return access.mayRead(resource.path()) && access.mayRead(resource.realPath());
    }

    private RegistryException notFound(RegistryPath path) {
        String seen = access.mayReadAllWithin(RegistryPath.ROOT) ? "" : " that " + user() + " may see";
        return new RegistryException(Kind.NOT_FOUND, "there is nothing at " + path + seen);
    }

    private RegistryException forbidden(String what) {
        return new RegistryException(Kind.FORBIDDEN, "the access rules do not let " + user() + " " + what);
    }

    private Resource visible(RegistryPath path) throws RegistryException {
        return find(path).orElseThrow(() -> notFound(path));
    }

    /** Where a path lies, be something there or not. */
    private RegistryPath real(RegistryPath path) throws RegistryException {
        return path.isRoot()
                ? path
                : registry.find(path).map(Resource::realPath).orElse(own(path));
    }

    /** Where a path's last name lies, which may be a link. */
    private RegistryPath own(RegistryPath path) throws RegistryException {
        if (path.isRoot()) {
            return path;
        }
        RegistryPath parent = path.parent().orElseThrow();
        return (parent.isRoot() ? parent : real(parent)).child(path.name());
    }

    private boolean isReadable(RegistryPath path) throws RegistryException {
        return access.mayRead(path) && access.mayRead(real(path));
    }

    private void requireWrite(RegistryPath path) throws RegistryException {
        if (!access.mayWrite(path) || !access.mayWrite(real(path))) {
            throw forbidden("change " + path);
        }
    }

    private void requireWriteOfAll(RegistryPath path, RegistryPath lies) throws RegistryException {
        if (!access.mayWriteAllWithin(path) || !access.mayWriteAllWithin(lies)) {
            throw forbidden("change " + path + ", or a part of it");
        }
    }

    private void requireReadOfAll(RegistryPath path, RegistryPath lies) throws RegistryException {
        if (!access.mayReadAllWithin(path) || !access.mayReadAllWithin(lies)) {
            throw forbidden("read all of " + path + "; take the parts of it that you may read");
        }
    }

    /** For what is there, or is a link that leads nowhere. */
    private void requireVisibleName(RegistryPath path) throws RegistryException {
        if (access.mayRead(path) && registry.linkTarget(path).isPresent() && access.mayRead(own(path))) {
            return;
        }
        visible(path);
    }

    private interface Work<T> {
        T run() throws RegistryException;
    }

    /** Looks and acts in one transaction, so that no link is put in between. */
    private <T> T together(Work<T> work) throws RegistryException {
        try (RegistryTransaction transaction = registry.begin()) {
            T result;
            try {
                result = work.run();
            } catch (RegistryException e) {
                // nothing was changed: a transaction around this one may go on
                transaction.commit();
                throw e;
            }
            transaction.commit();
            return result;
        }
    }

    private <T> T changing(RegistryPath path, Work<T> work) throws RegistryException {
        return together(() -> {
            visible(path);
            requireWrite(path);
            return work.run();
        });
    }

    private interface Pages<T> {
        Page<T> get(Page.Request request) throws RegistryException;
    }

    private static <T> Page<T> filtered(Page.Request wanted, Pages<T> all, Predicate<T> visible)
            throws RegistryException {
        List<T> items = new ArrayList<>();
        long position = 0;
        Page.Request next = Page.Request.FIRST;
        boolean more = true;
        while (more) {
            Page<T> page = all.get(next);
            for (T item : page.items()) {
                if (visible.test(item)) {
                    if (position >= wanted.start() && items.size() < wanted.length()) {
                        items.add(item);
                    }
                    position++;
                }
            }
            more = page.hasMore();
            next = next.next();
        }
        return new Page<>(items, wanted.start(), position);
    }

    // ---- reading

    @Override
    public Resource get(RegistryPath path) throws RegistryException {
        return visible(path);
    }

    @Override
    public Optional<Resource> find(RegistryPath path) throws RegistryException {
        if (!access.mayRead(path)) {
            return Optional.empty();
        }
        try {
            return registry.find(path).filter(this::isOpen);
        } catch (RegistryException e) {
            if (e.kind() == Kind.REFUSED && leadsIntoHiding(path, new HashSet<>())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether a link that leads nowhere does so in a closed part: then nobody learns that nothing is there. */
    private boolean leadsIntoHiding(RegistryPath path, Set<RegistryPath> seen) throws RegistryException {
        if (!access.mayRead(path)) {
            return true;
        }
        RegistryPath way = RegistryPath.ROOT;
        for (String name : path.names()) {
            way = way.child(name);
            Optional<RegistryPath> target = registry.linkTarget(way);
            if (target.isPresent()) {
                // what is behind a link that leads nowhere cannot be asked for: its own way is looked at instead
                return seen.add(way) && leadsIntoHiding(path.moved(way, target.get()), seen);
            }
        }
        return false;
    }

    @Override
    public Optional<Resource> findByUuid(String uuid) throws RegistryException {
        return registry.findByUuid(uuid).filter(this::isOpen);
    }

    @Override
    public InputStream content(RegistryPath path) throws RegistryException {
        visible(path);
        return registry.content(path);
    }

    @Override
    public Page<Resource> children(RegistryPath collection, Page.Request page) throws RegistryException {
        visible(collection);
        if (access.mayReadAllWithin(RegistryPath.ROOT)) {
            return registry.children(collection, page);
        }
        return filtered(page, request -> registry.children(collection, request), this::isOpen);
    }

    // ---- writing

    @Override
    public Resource put(RegistryPath path, ResourceDraft draft) throws RegistryException {
        return together(() -> {
            requireWrite(path);
            return registry.put(path, draft);
        });
    }

    @Override
    public void delete(RegistryPath path) throws RegistryException {
        together(() -> {
            requireVisibleName(path);
            requireWriteOfAll(path, own(path));
            registry.delete(path);
            return null;
        });
    }

    @Override
    public Resource move(RegistryPath source, RegistryPath target) throws RegistryException {
        return together(() -> {
            requireVisibleName(source);
            requireWriteOfAll(source, own(source));
            requireWriteOfAll(target, own(target));
            return registry.move(source, target);
        });
    }

    @Override
    public Resource copy(RegistryPath source, RegistryPath target) throws RegistryException {
        return together(() -> {
            requireReadOfAll(source, visible(source).realPath());
            requireWriteOfAll(target, own(target));
            requireWriteOfAll(target, real(target));
            return registry.copy(source, target);
        });
    }

    // ---- versions

    @Override
    public ResourceVersion createVersion(RegistryPath path) throws RegistryException {
        return changing(path, () -> registry.createVersion(path));
    }

    @Override
    public List<ResourceVersion> versions(RegistryPath path) throws RegistryException {
        visible(path);
        return registry.versions(path);
    }

    /** A version may have what is not there any more. */
    private void requireReadable(RegistryPath path) throws RegistryException {
        if (!isReadable(path)) {
            throw notFound(path);
        }
    }

    @Override
    public Resource get(RegistryPath path, long version) throws RegistryException {
        requireReadable(path);
        return Optional.of(registry.get(path, version)).filter(this::isOpen).orElseThrow(() -> notFound(path));
    }

    @Override
    public InputStream content(RegistryPath path, long version) throws RegistryException {
        get(path, version);
        return registry.content(path, version);
    }

    @Override
    public Page<Resource> children(RegistryPath collection, long version, Page.Request page) throws RegistryException {
        get(collection, version);
        return filtered(page, request -> registry.children(collection, version, request), this::isOpen);
    }

    @Override
    public Resource restore(RegistryPath path, long version) throws RegistryException {
        return together(() -> {
            requireWriteOfAll(path, visible(path).realPath());
            return registry.restore(path, version);
        });
    }

    @Override
    public void deleteVersion(RegistryPath path, long version) throws RegistryException {
        changing(path, () -> {
            registry.deleteVersion(path, version);
            return null;
        });
    }

    // ---- associations

    private boolean isOpen(Association association) {
        return access.mayRead(association.source())
                && association.targetPath().map(access::mayRead).orElse(true);
    }

    @Override
    public void associate(Association association) throws RegistryException {
        changing(association.source(), () -> {
            Optional<RegistryPath> target = association.targetPath();
            if (target.isPresent()) {
                visible(target.get());
            }
            registry.associate(association);
            return null;
        });
    }

    @Override
    public void dissociate(Association association) throws RegistryException {
        changing(association.source(), () -> {
            registry.dissociate(association);
            return null;
        });
    }

    @Override
    public List<Association> associations(RegistryPath path, Association.Direction direction, Optional<String> type)
            throws RegistryException {
        visible(path);
        return registry.associations(path, direction, type).stream()
                .filter(this::isOpen)
                .toList();
    }

    // ---- comments, tags, ratings

    @Override
    public ResourceComment comment(RegistryPath path, String text) throws RegistryException {
        return changing(path, () -> registry.comment(path, text));
    }

    @Override
    public ResourceComment editComment(RegistryPath path, long id, String text) throws RegistryException {
        return changing(path, () -> registry.editComment(path, id, text));
    }

    @Override
    public void deleteComment(RegistryPath path, long id) throws RegistryException {
        changing(path, () -> {
            registry.deleteComment(path, id);
            return null;
        });
    }

    @Override
    public List<ResourceComment> comments(RegistryPath path) throws RegistryException {
        visible(path);
        return registry.comments(path);
    }

    @Override
    public void tag(RegistryPath path, String tag) throws RegistryException {
        changing(path, () -> {
            registry.tag(path, tag);
            return null;
        });
    }

    @Override
    public void untag(RegistryPath path, String tag) throws RegistryException {
        changing(path, () -> {
            registry.untag(path, tag);
            return null;
        });
    }

    @Override
    public List<ResourceTag> tags(RegistryPath path) throws RegistryException {
        visible(path);
        return registry.tags(path);
    }

    @Override
    public Map<String, List<String>> taggings(RegistryPath path) throws RegistryException {
        visible(path);
        return registry.taggings(path);
    }

    @Override
    public void rate(RegistryPath path, int stars) throws RegistryException {
        changing(path, () -> {
            registry.rate(path, stars);
            return null;
        });
    }

    @Override
    public void unrate(RegistryPath path) throws RegistryException {
        changing(path, () -> {
            registry.unrate(path);
            return null;
        });
    }

    @Override
    public Rating rating(RegistryPath path) throws RegistryException {
        visible(path);
        return registry.rating(path);
    }

    @Override
    public OptionalInt rating(RegistryPath path, String user) throws RegistryException {
        visible(path);
        return registry.rating(path, user);
    }

    @Override
    public Map<String, Integer> ratings(RegistryPath path) throws RegistryException {
        visible(path);
        return registry.ratings(path);
    }

    // ---- links

    @Override
    public void link(RegistryPath path, RegistryPath target) throws RegistryException {
        together(() -> {
            if (!access.mayWrite(path) || !access.mayWrite(own(path))) {
                throw forbidden("change " + path);
            }
            if (!isReadable(target)) {
                throw forbidden("read " + target + ", and so to make a link to it");
            }
            registry.link(path, target);
            return null;
        });
    }

    @Override
    public Optional<RegistryPath> linkTarget(RegistryPath path) throws RegistryException {
        if (!access.mayRead(path) || !access.mayRead(own(path))) {
            return Optional.empty();
        }
        Optional<RegistryPath> target = registry.linkTarget(path);
        return target.isPresent() && access.mayRead(target.get()) ? target : Optional.empty();
    }

    // ---- finding

    @Override
    public Page<Resource> search(ResourceQuery query, Page.Request page) throws RegistryException {
        RegistryPath within = query.within();
        if (!access.mayReadSomethingWithin(within)) {
            throw notFound(within);
        }
        if (access.mayReadAllWithin(within) && access.mayReadAllWithin(real(within))) {
            return registry.search(query, page);
        }
        return filtered(page, request -> registry.search(query, request), this::isOpen);
    }

    @Override
    public Page<Activity> activities(Activity.Query query, Page.Request page) throws RegistryException {
        if (access.mayReadAllWithin(RegistryPath.ROOT)) {
            return registry.activities(query, page);
        }
        Optional<RegistryPath> within = query.path().or(query::within);
        Page<Activity> found = within.filter(access::mayReadAllWithin).isPresent()
                ? registry.activities(query, page)
                : filtered(
                        page,
                        request -> registry.activities(query, request),
                        activity -> access.mayRead(activity.path()));
        return new Page<>(found.items().stream().map(this::withoutHiddenDetail).toList(), found.start(), found.total());
    }

    /** The target of a move, a link or an association may lie where the path of the activity does not. */
    private Activity withoutHiddenDetail(Activity activity) {
        Optional<String> detail = activity.detail().filter(this::isOpenDetail);
        return new Activity(activity.path(), activity.user(), activity.at(), activity.action(), detail);
    }

    /** A path, or the type and the target of an association with a semicolon in between, which no path holds. */
    private boolean isOpenDetail(String detail) {
        try {
            return Arrays.stream(detail.split(";"))
                    .filter(part -> part.startsWith("/"))
                    .map(RegistryPath::of)
                    .allMatch(access::mayRead);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // ---- whole trees

    @Override
    public void dump(RegistryPath path, OutputStream out) throws RegistryException, IOException {
        requireReadOfAll(path, visible(path).realPath());
        requireOpenAssociations(path);
        registry.dump(path, out);
    }

    /** A dump names the targets of associations, wherever they are. */
    private void requireOpenAssociations(RegistryPath path) throws RegistryException {
        if (access.mayReadAllWithin(RegistryPath.ROOT)) {
            return;
        }
        Page.Request next = Page.Request.FIRST;
        boolean more = true;
        while (more) {
            Page<Resource> page = registry.search(ResourceQuery.within(path), next);
            for (Resource resource : page.items()) {
                if (!registry
                        .associations(resource.realPath(), Association.Direction.OUTGOING, Optional.empty())
                        .stream()
                        .allMatch(this::isOpen)) {
                    throw forbidden("dump " + path + ": something in it is associated with what is closed to you");
                }
            }
            more = page.hasMore();
            next = next.next();
        }
    }

    @Override
    public Resource load(RegistryPath path, InputStream dump) throws RegistryException, IOException {
        try (RegistryTransaction transaction = registry.begin()) {
            requireWriteOfAll(path, real(path));
            Resource loaded = registry.load(path, dump);
            transaction.commit();
            return loaded;
        }
    }
}
