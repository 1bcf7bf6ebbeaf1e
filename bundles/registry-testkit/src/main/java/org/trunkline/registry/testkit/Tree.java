package org.trunkline.registry.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.trunkline.registry.Activity;
import org.trunkline.registry.Activity.Action;
import org.trunkline.registry.Association;
import org.trunkline.registry.Rating;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceKind;
import org.trunkline.registry.ResourceQuery;
import org.trunkline.registry.ResourceTag;
import org.trunkline.registry.ResourceVersion;

/**
 * One state of the registry. The nodes are kept by path; what belongs to a node is kept by its identity, so that a move
 * changes paths only. Only the copy that a write works on is changed, and by one thread.
 */
final class Tree {

    /** The nodes of a version by their paths below the resource that it was made of. */
    private record Version(String uuid, ResourceVersion info, Map<RegistryPath, Node> nodes) {}

    /** Either to a resource or to a URI. */
    private record Edge(String source, String targetUuid, String targetUri, String type) {}

    private record Note(long id, String text, String author, Instant createdAt, Instant editedAt) {}

    private final String user;
    private final Instant now;
    private long revision;
    private long lastId;
    private final Map<RegistryPath, Node> nodes;
    private final Map<Long, Version> versions;
    private final Set<Edge> edges;
    private final Map<String, List<Note>> notes;
    private final Map<String, Map<String, Set<String>>> tags;
    private final Map<String, Map<String, Integer>> ratings;
    private final List<Activity> activities;

    private Tree(Tree from, String user, Instant now) {
        this.user = user;
        this.now = now;
        this.revision = from == null ? 0 : from.revision;
        this.lastId = from == null ? 0 : from.lastId;
        this.nodes = from == null ? new TreeMap<>() : new TreeMap<>(from.nodes);
        this.versions = from == null ? new TreeMap<>() : new TreeMap<>(from.versions);
        this.edges = from == null ? new LinkedHashSet<>() : new LinkedHashSet<>(from.edges);
        this.notes = from == null ? new TreeMap<>() : new TreeMap<>(from.notes);
        this.tags = from == null ? new TreeMap<>() : new TreeMap<>(from.tags);
        this.ratings = from == null ? new TreeMap<>() : new TreeMap<>(from.ratings);
        this.activities = from == null ? new ArrayList<>() : new ArrayList<>(from.activities);
    }

    static Tree empty(String user, Instant now) {
        Tree tree = new Tree(null, user, now);
        tree.nodes.put(RegistryPath.ROOT, tree.newNode(ResourceKind.COLLECTION, null));
        return tree;
    }

    /** The same state, to be changed by a user at a time. */
    Tree copy(String by, Instant at) {
        Tree copy = new Tree(this, by, at);
        copy.revision++;
        return copy;
    }

    long revision() {
        return revision;
    }

    // ---- paths

    private static RegistryException notFound(RegistryPath path) {
        return new RegistryException(Kind.NOT_FOUND, "there is nothing at " + path);
    }

    private static RegistryException refused(String message) {
        return new RegistryException(Kind.REFUSED, message);
    }

    /**
     * The way that a path leads.
     *
     * @param circle the link that led back to itself; null if none did
     * @param dangling the link that leads nowhere; null if none does
     */
    private record Way(RegistryPath end, RegistryPath circle, RegistryPath dangling) {

        boolean isOpen() {
            return circle == null && dangling == null;
        }
    }

    private Way way(RegistryPath path, Set<RegistryPath> links) {
        RegistryPath at = RegistryPath.ROOT;
        for (String name : path.names()) {
            at = at.child(name);
            Node node = nodes.get(at);
            if (node != null && node.isLink()) {
                if (!links.add(at)) {
                    return new Way(at, at, null);
                }
                Way behind = way(node.link(), links);
                if (!behind.isOpen()) {
                    return behind;
                }
                if (!nodes.containsKey(behind.end())) {
                    return new Way(behind.end(), null, at);
                }
                links.remove(at);
                at = behind.end();
            }
        }
        return new Way(at, null, null);
    }

    /** Where a path leads. */
    private RegistryPath follow(RegistryPath path) throws RegistryException {
        Way way = way(path, new HashSet<>());
        if (way.circle() != null) {
            throw refused("the links of " + path + " lead in a circle through " + way.circle());
        }
        if (way.dangling() != null) {
            throw refused("the link " + way.dangling() + " leads to " + way.end() + ", where nothing is");
        }
        return way.end();
    }

    /** Where a path's last name lies, be it a link or not. */
    private RegistryPath place(RegistryPath path) throws RegistryException {
        return path.isRoot() ? path : follow(path.parent().orElseThrow()).child(path.name());
    }

    private RegistryPath existing(RegistryPath path) throws RegistryException {
        RegistryPath real = follow(path);
        if (!nodes.containsKey(real)) {
            throw notFound(path);
        }
        return real;
    }

    private String identity(RegistryPath path) throws RegistryException {
        return nodes.get(existing(path)).uuid();
    }

    Optional<RegistryPath> pathOf(String uuid) {
        return nodes.entrySet().stream()
                .filter(entry -> entry.getValue().uuid().equals(uuid))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** A tree's nodes by their paths below its top, which is the root. */
    private Map<RegistryPath, Node> below(RegistryPath top) {
        Map<RegistryPath, Node> below = new TreeMap<>();
        nodes.forEach((path, node) -> {
            if (path.isWithin(top)) {
                below.put(path.moved(top, RegistryPath.ROOT), node);
            }
        });
        return below;
    }

    private static RegistryPath join(RegistryPath top, RegistryPath below) {
        return below.moved(RegistryPath.ROOT, top);
    }

    private void log(RegistryPath path, Action action, String detail) {
        activities.add(new Activity(path, user, now, action, Optional.ofNullable(detail)));
    }

    // ---- reading

    Optional<Resource> find(RegistryPath path) throws RegistryException {
        RegistryPath real = follow(path);
        return Optional.ofNullable(nodes.get(real)).map(node -> node.at(path, real));
    }

    Resource resource(RegistryPath path) throws RegistryException {
        return find(path).orElseThrow(() -> notFound(path));
    }

    byte[] content(RegistryPath path) throws RegistryException {
        return contentOf(path, nodes.get(existing(path)));
    }

    private static byte[] contentOf(RegistryPath path, Node node) throws RegistryException {
        if (node.isCollection()) {
            throw refused(path + " is a collection and has no content");
        }
        return node.bytes();
    }

    List<Resource> children(RegistryPath collection) throws RegistryException {
        RegistryPath real = existing(collection);
        if (!nodes.get(real).isCollection()) {
            throw refused(collection + " is no collection");
        }
        List<Resource> children = new ArrayList<>();
        for (RegistryPath path : nodes.keySet()) {
            if (!path.isRoot() && path.parent().orElseThrow().equals(real)) {
                leadingSomewhere(collection.child(path.name())).ifPresent(children::add);
            }
        }
        children.sort(Comparator.comparing(child -> child.path().name()));
        return children;
    }

    private Optional<Resource> leadingSomewhere(RegistryPath path) throws RegistryException {
        try {
            return find(path);
        } catch (RegistryException e) {
            if (e.kind() == Kind.REFUSED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    // ---- writing

    private Node newNode(ResourceKind kind, RegistryPath link) {
        return Node.of(UUID.randomUUID().toString(), kind, link, revision, user, now);
    }

    private Node newNode(ResourceKind kind, RegistryPath link, Optional<String> wanted) {
        String uuid = wanted.filter(value -> pathOf(value).isEmpty())
                .orElseGet(() -> UUID.randomUUID().toString());
        return Node.of(uuid, kind, link, revision, user, now);
    }

    private void requireParent(RegistryPath path) throws RegistryException {
        if (path.toString().length() > RegistryPath.MAX_LENGTH) {
            throw refused("the path has " + path.toString().length() + " characters, " + RegistryPath.MAX_LENGTH
                    + " are allowed: " + path);
        }
        if (path.isRoot()) {
            return;
        }
        RegistryPath parent = path.parent().orElseThrow();
        Node node = nodes.get(parent);
        if (node == null) {
            requireParent(parent);
            nodes.put(parent, newNode(ResourceKind.COLLECTION, null));
        } else if (!node.isCollection()) {
            throw refused(parent + " is a resource, nothing can be below it");
        }
    }

    Resource put(RegistryPath path, ResourceDraft draft, byte[] content) throws RegistryException {
        RegistryPath real = follow(path);
        Node there = nodes.get(real);
        requireExpected(path, draft, there);
        if (there != null && there.kind() != draft.kind()) {
            throw refused("there is a " + there.kind() + " at " + path + ", a " + draft.kind() + " cannot replace it");
        }
        requireParent(real);
        Node before = there == null ? newNode(draft.kind(), null, draft.uuid()) : there;
        nodes.put(real, before.with(draft, content, revision, user, now));
        log(real, there == null ? Action.ADD : Action.UPDATE, null);
        return resource(path);
    }

    private static void requireExpected(RegistryPath path, ResourceDraft draft, Node there) throws RegistryException {
        if (draft.expectsNothing() && there != null) {
            throw new RegistryException(Kind.CONFLICT, "something is at " + path + " already");
        }
        if (draft.expectedRevision().isPresent()) {
            long expected = draft.expectedRevision().getAsLong();
            if (there == null || there.revision() != expected) {
                throw new RegistryException(
                        Kind.CONFLICT,
                        path + " is not there with the revision " + expected
                                + (there == null ? "" : " but with " + there.revision()));
            }
        }
    }

    Void delete(RegistryPath path) throws RegistryException {
        RegistryPath real = place(path);
        if (!nodes.containsKey(real)) {
            throw notFound(path);
        }
        if (real.isRoot()) {
            throw refused("the root cannot be deleted");
        }
        boolean link = nodes.get(real).isLink();
        remove(real);
        log(real, link ? Action.REMOVE_LINK : Action.DELETE, null);
        return null;
    }

    private void remove(RegistryPath top) {
        below(top).forEach((path, node) -> {
            nodes.remove(join(top, path));
            String uuid = node.uuid();
            versions.values().removeIf(version -> version.uuid().equals(uuid));
            edges.removeIf(edge -> edge.source().equals(uuid) || uuid.equals(edge.targetUuid()));
            notes.remove(uuid);
            tags.remove(uuid);
            ratings.remove(uuid);
        });
    }

    Resource move(RegistryPath source, RegistryPath target) throws RegistryException {
        RegistryPath from = place(source);
        RegistryPath to = place(target);
        if (!nodes.containsKey(from)) {
            throw notFound(source);
        }
        if (to.isWithin(from)) {
            throw refused(source + " cannot be moved to " + target + ", which is within it");
        }
        if (nodes.containsKey(to)) {
            throw refused(source + " cannot be moved to " + target + ": something is there");
        }
        requireParent(to);
        Map<RegistryPath, Node> moved = below(from);
        moved.keySet().forEach(path -> nodes.remove(join(from, path)));
        moved.forEach((path, node) -> nodes.put(join(to, path), node.revised(revision)));
        requireLengths(to);
        boolean renamed = from.parent().equals(to.parent());
        log(from, renamed ? Action.RENAME : Action.MOVE, to.toString());
        return leadingSomewhere(target).orElseGet(() -> nodes.get(to).at(target, to));
    }

    private void requireLengths(RegistryPath top) throws RegistryException {
        for (RegistryPath path : below(top).keySet()) {
            requireParent(join(top, path));
        }
    }

    Resource copy(RegistryPath source, RegistryPath target) throws RegistryException {
        RegistryPath from = existing(source);
        RegistryPath to = follow(target);
        if (to.isWithin(from) || from.isWithin(to)) {
            throw refused(source + " cannot be copied to " + target + ": one is within the other");
        }
        if (nodes.containsKey(to)) {
            remove(to);
        }
        requireParent(to);
        Map<String, String> copies = new TreeMap<>();
        below(from).forEach((path, node) -> {
            Node copy = newNode(node.kind(), node.link()).like(node, revision, user, now);
            copies.put(node.uuid(), copy.uuid());
            nodes.put(join(to, path), copy);
        });
        requireLengths(to);
        copies.forEach(this::copyBelongings);
        for (Edge edge : List.copyOf(edges)) {
            if (copies.containsKey(edge.source())) {
                String targetUuid =
                        edge.targetUuid() == null ? null : copies.getOrDefault(edge.targetUuid(), edge.targetUuid());
                edges.add(new Edge(copies.get(edge.source()), targetUuid, edge.targetUri(), edge.type()));
            }
        }
        log(from, Action.COPY, to.toString());
        // a link on the way to the target may have been a part of what was replaced
        return leadingSomewhere(target).orElseGet(() -> nodes.get(to).at(target, to));
    }

    private void copyBelongings(String uuid, String copy) {
        if (notes.containsKey(uuid)) {
            List<Note> copied = new ArrayList<>();
            for (Note note : notes.get(uuid)) {
                copied.add(new Note(++lastId, note.text(), note.author(), note.createdAt(), note.editedAt()));
            }
            notes.put(copy, List.copyOf(copied));
        }
        if (tags.containsKey(uuid)) {
            tags.put(copy, tags.get(uuid));
        }
        if (ratings.containsKey(uuid)) {
            ratings.put(copy, ratings.get(uuid));
        }
    }

    // ---- versions

    ResourceVersion createVersion(RegistryPath path) throws RegistryException {
        RegistryPath real = existing(path);
        ResourceVersion info = new ResourceVersion(++lastId, user, now);
        versions.put(info.number(), new Version(nodes.get(real).uuid(), info, below(real)));
        log(real, Action.CREATE_VERSION, Long.toString(info.number()));
        return info;
    }

    List<ResourceVersion> versions(RegistryPath path) throws RegistryException {
        String uuid = identity(path);
        return versions.values().stream()
                .filter(version -> version.uuid().equals(uuid))
                .map(Version::info)
                .sorted(Comparator.comparing(ResourceVersion::number).reversed())
                .toList();
    }

    /** The nodes of a version from a path on, and the path as the first key of its tree. */
    private Map<RegistryPath, Node> versioned(RegistryPath path, long number) throws RegistryException {
        RegistryPath real = follow(path);
        Version version = versions.get(number);
        Optional<RegistryPath> owner = version == null ? Optional.empty() : pathOf(version.uuid());
        Map<RegistryPath, Node> below = new TreeMap<>();
        if (owner.isPresent() && real.isWithin(owner.get())) {
            RegistryPath top = real.moved(owner.get(), RegistryPath.ROOT);
            version.nodes().forEach((at, node) -> {
                if (at.isWithin(top)) {
                    below.put(at.moved(top, RegistryPath.ROOT), node);
                }
            });
        }
        if (below.isEmpty() || below.get(RegistryPath.ROOT).isLink()) {
            throw new RegistryException(Kind.NOT_FOUND, "there is no version " + number + " of " + path);
        }
        return below;
    }

    Resource resource(RegistryPath path, long version) throws RegistryException {
        return versioned(path, version).get(RegistryPath.ROOT).at(path, follow(path));
    }

    byte[] content(RegistryPath path, long version) throws RegistryException {
        return contentOf(path, versioned(path, version).get(RegistryPath.ROOT));
    }

    List<Resource> children(RegistryPath collection, long version) throws RegistryException {
        Map<RegistryPath, Node> below = versioned(collection, version);
        if (!below.get(RegistryPath.ROOT).isCollection()) {
            throw refused(collection + " is no collection");
        }
        RegistryPath real = follow(collection);
        return below.entrySet().stream()
                .filter(entry ->
                        entry.getKey().names().size() == 1 && !entry.getValue().isLink())
                .map(entry -> entry.getValue().at(join(collection, entry.getKey()), join(real, entry.getKey())))
                .toList();
    }

    Resource restore(RegistryPath path, long number) throws RegistryException {
        Map<RegistryPath, Node> then = versioned(path, number);
        RegistryPath top = follow(path);
        Map<RegistryPath, Node> before = below(top);
        before.forEach((at, node) -> {
            Node kept = then.get(at);
            if (kept == null || kept.kind() != node.kind() || kept.isLink() != node.isLink()) {
                remove(join(top, at));
            }
        });
        requireParent(top);
        then.forEach((at, kept) -> {
            Node there = nodes.get(join(top, at));
            Node node = there == null ? newNode(kept.kind(), kept.link(), Optional.of(kept.uuid())) : there;
            nodes.put(join(top, at), node.like(kept, revision, user, now));
        });
        log(top, Action.RESTORE, Long.toString(number));
        return resource(path);
    }

    Void deleteVersion(RegistryPath path, long number) throws RegistryException {
        RegistryPath real = existing(path);
        Version version = versions.get(number);
        if (version == null || !version.uuid().equals(nodes.get(real).uuid())) {
            throw new RegistryException(Kind.NOT_FOUND, "there is no version " + number + " of " + path);
        }
        versions.remove(number);
        log(real, Action.DELETE_VERSION, Long.toString(number));
        return null;
    }

    // ---- associations

    private Edge edge(Association association) throws RegistryException {
        String source = identity(association.source());
        Optional<RegistryPath> target = association.targetPath();
        return target.isPresent()
                ? new Edge(source, identity(target.get()), null, association.type())
                : new Edge(source, null, association.target(), association.type());
    }

    private Association association(Edge edge) {
        RegistryPath source = pathOf(edge.source()).orElseThrow();
        return edge.targetUuid() == null
                ? new Association(source, edge.targetUri(), edge.type())
                : new Association(source, pathOf(edge.targetUuid()).orElseThrow(), edge.type());
    }

    Void associate(Association association) throws RegistryException {
        if (edges.add(edge(association))) {
            log(existing(association.source()), Action.ASSOCIATE, association.type() + ";" + association.target());
        }
        return null;
    }

    Void dissociate(Association association) throws RegistryException {
        boolean bothThere = find(association.source()).isPresent()
                && (association.targetPath().isEmpty()
                        || find(association.targetPath().get()).isPresent());
        if (bothThere && edges.remove(edge(association))) {
            log(existing(association.source()), Action.DISSOCIATE, association.type() + ";" + association.target());
        }
        return null;
    }

    List<Association> associations(RegistryPath path, Association.Direction direction) throws RegistryException {
        String uuid = identity(path);
        Predicate<Edge> outgoing = edge -> edge.source().equals(uuid);
        Predicate<Edge> incoming = edge -> uuid.equals(edge.targetUuid());
        Predicate<Edge> wanted = switch (direction) {
            case OUTGOING -> outgoing;
            case INCOMING -> incoming;
            case BOTH -> outgoing.or(incoming);
        };
        return edges.stream().filter(wanted).map(this::association).toList();
    }

    // ---- comments, tags, ratings

    private static String requireText(String text) throws RegistryException {
        if (text.length() > ResourceComment.MAX_LENGTH) {
            throw refused("a comment of " + text.length() + " characters is too long; " + ResourceComment.MAX_LENGTH
                    + " are allowed");
        }
        return text;
    }

    private static ResourceComment shown(RegistryPath path, Note note) {
        return new ResourceComment(note.id(), path, note.text(), note.author(), note.createdAt(), note.editedAt());
    }

    ResourceComment comment(RegistryPath path, String text) throws RegistryException {
        RegistryPath real = existing(path);
        Note note = new Note(++lastId, requireText(text), user, now, now);
        List<Note> all = new ArrayList<>(notes.getOrDefault(nodes.get(real).uuid(), List.of()));
        all.add(note);
        notes.put(nodes.get(real).uuid(), List.copyOf(all));
        log(real, Action.COMMENT, text);
        return shown(real, note);
    }

    private Note ownNote(RegistryPath path, long id) throws RegistryException {
        for (Note note : notes.getOrDefault(identity(path), List.of())) {
            if (note.id() == id) {
                if (!note.author().equals(user) && !user.equals(Registry.SYSTEM_USER)) {
                    throw new RegistryException(
                            Kind.FORBIDDEN, "the comment " + id + " of " + path + " is " + note.author() + "'s");
                }
                return note;
            }
        }
        throw new RegistryException(Kind.NOT_FOUND, "there is no comment " + id + " of " + path);
    }

    ResourceComment editComment(RegistryPath path, long id, String text) throws RegistryException {
        Note before = ownNote(path, id);
        Note after = new Note(id, requireText(text), before.author(), before.createdAt(), now);
        List<Note> all = new ArrayList<>(notes.get(identity(path)));
        all.replaceAll(note -> note.id() == id ? after : note);
        notes.put(identity(path), List.copyOf(all));
        log(existing(path), Action.EDIT_COMMENT, text);
        return shown(existing(path), after);
    }

    Void deleteComment(RegistryPath path, long id) throws RegistryException {
        Note note = ownNote(path, id);
        List<Note> all = new ArrayList<>(notes.get(identity(path)));
        all.remove(note);
        notes.put(identity(path), List.copyOf(all));
        log(existing(path), Action.DELETE_COMMENT, Long.toString(id));
        return null;
    }

    List<ResourceComment> comments(RegistryPath path) throws RegistryException {
        RegistryPath real = existing(path);
        return notes.getOrDefault(nodes.get(real).uuid(), List.of()).stream()
                .map(note -> shown(real, note))
                .toList();
    }

    private static String requireTag(String tag) throws RegistryException {
        if (tag.isBlank() || tag.length() > ResourceTag.MAX_LENGTH) {
            throw refused("a tag has 1 to " + ResourceTag.MAX_LENGTH + " characters, not '" + tag + "'");
        }
        try {
            RegistryPath.ROOT.child(tag);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(Kind.REFUSED, "that cannot be a tag: " + e.getMessage(), e);
        }
        return tag.toLowerCase(Locale.ROOT);
    }

    Void tag(RegistryPath path, String tag) throws RegistryException {
        RegistryPath real = existing(path);
        String name = requireTag(tag);
        if (changeTag(nodes.get(real).uuid(), name, users -> users.add(user))) {
            log(real, Action.TAG, name);
        }
        return null;
    }

    Void untag(RegistryPath path, String tag) throws RegistryException {
        RegistryPath real = existing(path);
        String name = tag.toLowerCase(Locale.ROOT);
        boolean system = user.equals(Registry.SYSTEM_USER);
        if (changeTag(nodes.get(real).uuid(), name, users -> users.removeIf(by -> system || by.equals(user)))) {
            log(real, Action.REMOVE_TAG, name);
        }
        return null;
    }

    private boolean changeTag(String uuid, String name, Predicate<Set<String>> change) {
        Map<String, Set<String>> all = new TreeMap<>(tags.getOrDefault(uuid, Map.of()));
        Set<String> users = new TreeSet<>(all.getOrDefault(name, Set.of()));
        boolean changed = change.test(users);
        if (users.isEmpty()) {
            all.remove(name);
        } else {
            all.put(name, users);
        }
        tags.put(uuid, all);
        return changed;
    }

    List<ResourceTag> tags(RegistryPath path) throws RegistryException {
        List<ResourceTag> shown = new ArrayList<>();
        tags.getOrDefault(identity(path), Map.of())
                .forEach((name, users) -> shown.add(new ResourceTag(name, users.size())));
        return shown;
    }

    Map<String, List<String>> taggings(RegistryPath path) throws RegistryException {
        Map<String, List<String>> shown = new TreeMap<>();
        tags.getOrDefault(identity(path), Map.of()).forEach((name, users) -> shown.put(name, List.copyOf(users)));
        return shown;
    }

    Void rate(RegistryPath path, int stars) throws RegistryException {
        RegistryPath real = existing(path);
        if (stars < Rating.WORST || stars > Rating.BEST) {
            throw refused("a rating is " + Rating.WORST + " to " + Rating.BEST + ", not " + stars);
        }
        Map<String, Integer> all =
                new TreeMap<>(ratings.getOrDefault(nodes.get(real).uuid(), Map.of()));
        all.put(user, stars);
        ratings.put(nodes.get(real).uuid(), all);
        log(real, Action.RATE, Integer.toString(stars));
        return null;
    }

    Void unrate(RegistryPath path) throws RegistryException {
        Map<String, Integer> all = new TreeMap<>(ratings.getOrDefault(identity(path), Map.of()));
        if (all.remove(user) != null) {
            ratings.put(identity(path), all);
            log(existing(path), Action.RATE, "0");
        }
        return null;
    }

    Map<String, Integer> ratings(RegistryPath path) throws RegistryException {
        return new TreeMap<>(ratings.getOrDefault(identity(path), Map.of()));
    }

    Rating rating(RegistryPath path) throws RegistryException {
        Map<String, Integer> all = ratings.getOrDefault(identity(path), Map.of());
        return new Rating(
                all.values().stream().mapToInt(stars -> stars).average().orElse(0), all.size());
    }

    OptionalInt rating(RegistryPath path, String by) throws RegistryException {
        Integer stars = ratings.getOrDefault(identity(path), Map.of()).get(by);
        return stars == null ? OptionalInt.empty() : OptionalInt.of(stars);
    }

    // ---- links

    Void link(RegistryPath path, RegistryPath target) throws RegistryException {
        RegistryPath real = place(path);
        if (nodes.containsKey(real)) {
            throw refused("something is at " + path + " already, no link can be made there");
        }
        requireParent(real);
        nodes.put(real, newNode(ResourceKind.RESOURCE, target));
        if (way(real, new HashSet<>()).circle() != null) {
            throw refused("a link at " + path + " to " + target + " would lead to itself");
        }
        log(real, Action.LINK, target.toString());
        return null;
    }

    Optional<RegistryPath> linkTarget(RegistryPath path) throws RegistryException {
        return Optional.ofNullable(nodes.get(place(path))).filter(Node::isLink).map(Node::link);
    }

    // ---- finding

    List<Resource> search(ResourceQuery query) throws RegistryException {
        RegistryPath top = existing(query.within());
        List<Resource> found = new ArrayList<>();
        below(top).forEach((path, node) -> {
            if (!node.isLink() && matches(query, join(top, path).name(), node)) {
                found.add(node.at(join(top, path), join(top, path)));
            }
        });
        return found;
    }

    private boolean matches(ResourceQuery query, String name, Node node) {
        boolean byProperties = query.properties().entrySet().stream().allMatch(wanted -> {
            List<String> values = node.properties().all(wanted.getKey());
            return wanted.getValue().isEmpty() ? !values.isEmpty() : values.contains(wanted.getValue());
        });
        return byProperties
                && query.kind().stream().allMatch(kind -> kind == node.kind())
                && query.mediaType().stream().allMatch(type -> node.mediaType().equals(Optional.of(type)))
                && query.tag().stream()
                        .allMatch(tag ->
                                tags.getOrDefault(node.uuid(), Map.of()).containsKey(tag.toLowerCase(Locale.ROOT)))
                && query.text().stream().allMatch(text -> holds(node, name, text.toLowerCase(Locale.ROOT)));
    }

    private static boolean holds(Node node, String name, String text) {
        List<String> places = new ArrayList<>(List.of(name));
        node.description().ifPresent(places::add);
        node.properties().asMap().values().forEach(places::addAll);
        return places.stream().anyMatch(place -> place.toLowerCase(Locale.ROOT).contains(text));
    }

    List<Activity> activities(Activity.Query query) {
        List<Activity> found = new ArrayList<>();
        for (Activity activity : activities) {
            if (query.within().stream().allMatch(activity.path()::isWithin)
                    && query.path().stream().allMatch(activity.path()::equals)
                    && query.user().stream().allMatch(activity.user()::equals)
                    && query.action().stream().allMatch(activity.action()::equals)
                    && query.from().stream().noneMatch(activity.at()::isBefore)
                    && query.to().stream().allMatch(activity.at()::isBefore)) {
                found.add(0, activity);
            }
        }
        return found;
    }

    // ---- whole trees

    /** A resource with everything that belongs to it, for a dump. */
    record Dumped(
            Node node,
            List<ResourceComment> comments,
            Map<String, Set<String>> tags,
            Map<String, Integer> ratings,
            List<Association> associations) {}

    Map<RegistryPath, Dumped> dump(RegistryPath path) throws RegistryException {
        RegistryPath top = existing(path);
        Map<RegistryPath, Dumped> dumped = new TreeMap<>();
        below(top)
                .forEach((at, node) -> dumped.put(
                        at,
                        new Dumped(
                                node,
                                notes.getOrDefault(node.uuid(), List.of()).stream()
                                        .map(note -> shown(at, note))
                                        .toList(),
                                tags.getOrDefault(node.uuid(), Map.of()),
                                ratings.getOrDefault(node.uuid(), Map.of()),
                                edges.stream()
                                        .filter(edge -> edge.source().equals(node.uuid()))
                                        .map(this::association)
                                        .toList())));
        return dumped;
    }

    Resource load(RegistryPath path, TreeDump dump) throws RegistryException {
        RegistryPath top = follow(path);
        requireParent(top);
        for (Map.Entry<RegistryPath, Dumped> entry : dump.nodes().entrySet()) {
            loadNode(join(top, entry.getKey()), entry.getValue());
        }
        for (Map.Entry<RegistryPath, Dumped> entry : dump.nodes().entrySet()) {
            for (Association association : entry.getValue().associations()) {
                loadAssociation(dump.top(), top, join(top, entry.getKey()), association);
            }
        }
        requireLengths(top);
        log(top, Action.ADD, null);
        return resource(path);
    }

    private void loadNode(RegistryPath path, Dumped dumped) throws RegistryException {
        Node node = dumped.node();
        Node there = nodes.get(path);
        if (there != null && (there.kind() != node.kind() || there.isLink() != node.isLink())) {
            throw refused("the dump has another kind of resource for " + path + " than what is there");
        }
        Node base = there == null ? newNode(node.kind(), node.link(), Optional.of(node.uuid())) : there;
        nodes.put(path, base.like(node, revision, user, now));
        List<Note> read = new ArrayList<>();
        dumped.comments()
                .forEach(comment -> read.add(
                        new Note(++lastId, comment.text(), comment.author(), comment.createdAt(), comment.editedAt())));
        notes.put(base.uuid(), read);
        tags.put(base.uuid(), dumped.tags());
        ratings.put(base.uuid(), dumped.ratings());
    }

    /** One to a resource of the tree leads to the one that was loaded, one to a resource that is not here is left out. */
    private void loadAssociation(RegistryPath dumpedTop, RegistryPath top, RegistryPath source, Association association)
            throws RegistryException {
        Optional<RegistryPath> target =
                association.targetPath().map(path -> path.isWithin(dumpedTop) ? path.moved(dumpedTop, top) : path);
        if (target.isEmpty()) {
            edges.add(edge(new Association(source, association.target(), association.type())));
        } else if (leadingSomewhere(target.get()).isPresent()) {
            edges.add(edge(new Association(source, target.get(), association.type())));
        }
    }
}
