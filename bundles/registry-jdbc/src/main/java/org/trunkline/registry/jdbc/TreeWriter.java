package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.trunkline.registry.Activity.Action;
import org.trunkline.registry.ContentInfo;
import org.trunkline.registry.Environment;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceKind;
import org.trunkline.registry.ResourceProperties;
import org.trunkline.registry.jdbc.Paths.Location;

/** Changes the tree, in a unit that may write, in the name of one user at one moment. */
final class TreeWriter {

    private final Unit unit;
    private final Nodes nodes;
    private final Paths paths;
    private final Actor by;
    private final TrunkRule rule;
    private final ActivityLog log;
    private final Contents contents;

    TreeWriter(Unit unit, Environment trunk, Actor by) {
        this.unit = unit;
        this.nodes = unit.nodes();
        this.paths = new Paths(nodes);
        this.by = by;
        this.rule = new TrunkRule(trunk, unit, paths);
        this.log = new ActivityLog(unit);
        this.contents = new Contents(unit.sql());
    }

    Paths paths() {
        return paths;
    }

    TrunkRule rule() {
        return rule;
    }

    Actor by() {
        return by;
    }

    void log(RegistryPath path, Action action, String detail) throws SQLException {
        log.add(path, by, action, detail);
    }

    // ---- put

    /** @param content what the draft brings; null for none */
    Resource put(RegistryPath path, ResourceDraft draft, Spool content) throws SQLException, RegistryException {
        Location at = paths.follow(path);
        NodeRow before = at.row().orElse(null);
        requireExpected(path, draft, before);
        if (before != null && before.kind() != draft.kind()) {
            throw Refusals.refused("There is a " + named(before.kind()) + " at " + path + ", a " + named(draft.kind())
                    + " cannot replace it: delete it first, or choose another path");
        }
        NodeRow after = before == null ? inserted(at, draft, content) : updated(before, draft, content);
        if (draft.kind() == ResourceKind.RESOURCE) {
            rule.written(before, after, at.real());
        }
        log(at.real(), before == null ? Action.ADD : Action.UPDATE, null);
        return after.at(path, at.real());
    }

    private static String named(ResourceKind kind) {
        return kind == ResourceKind.COLLECTION ? "collection" : "resource";
    }

    private static void requireExpected(RegistryPath path, ResourceDraft draft, NodeRow there)
            throws RegistryException {
        if (draft.expectsNothing() && there != null) {
            throw Refusals.conflict("Something is at " + path + " already");
        }
        if (draft.expectedRevision().isPresent()) {
            long expected = draft.expectedRevision().getAsLong();
            if (there == null || there.revision() != expected) {
                throw Refusals.conflict(path + " was expected with the revision " + expected + ", there is "
                        + (there == null ? "nothing" : "revision " + there.revision())
                        + ": read it again, then decide");
            }
        }
    }

    private NodeRow inserted(Location at, ResourceDraft draft, Spool content) throws SQLException, RegistryException {
        NodeRow parent = parentFor(at);
        NodeRow fresh = fresh(parent, at.real().name(), draft.kind(), draft.uuid());
        NodeRow row = drafted(fresh, draft, fresh.revision());
        if (content != null) {
            row = row.with(Optional.of(contents.keep(content)));
        }
        insert(parent, row);
        return row;
    }

    private NodeRow updated(NodeRow before, ResourceDraft draft, Spool content) throws SQLException, RegistryException {
        NodeRow row = drafted(before, draft, unit.nextNumber());
        if (draft.replacesContent()) {
            Optional<ContentInfo> kept = content == null ? Optional.empty() : Optional.of(contents.keep(content));
            row = row.with(kept);
            if (before.sha256() != null && !before.sha256().equals(row.sha256())) {
                contents.released(before.sha256(), by.at());
            }
        }
        nodes.update(before, row);
        return row;
    }

    private NodeRow drafted(NodeRow row, ResourceDraft draft, long revision) throws RegistryException {
        String mediaType = draft.mediaType().orElse(null);
        String description = draft.description().orElse(null);
        if (mediaType != null) {
            Refusals.requireText("The media type", mediaType, Schema.MAX_SHORT);
        }
        if (description != null) {
            Refusals.requireText("The description", description, Schema.MAX_TEXT);
        }
        requireProperties(draft.properties());
        return row.with(mediaType, description, draft.properties(), revision, by);
    }

    static void requireProperties(ResourceProperties properties) throws RegistryException {
        long size = 0;
        for (Map.Entry<String, List<String>> property : properties.asMap().entrySet()) {
            Refusals.requireText("The name of a property", property.getKey(), ResourceProperties.MAX_NAME);
            size += property.getKey().length() + 20L;
            for (String value : property.getValue()) {
                Refusals.requireText("The property '" + property.getKey() + "'", value, Schema.MAX_TEXT);
                size += value.length() + 10L;
            }
        }
        if (size > Schema.MAX_TEXT) {
            throw Refusals.refused("The properties have " + size + " characters together; " + Schema.MAX_TEXT
                    + " are allowed: keep some of it as content");
        }
    }

    // ---- rows

    /** @param uuid is taken if nothing else has it */
    NodeRow fresh(NodeRow parent, String name, ResourceKind kind, Optional<String> uuid)
            throws SQLException, RegistryException {
        String identity = null;
        if (uuid.isPresent()) {
            String wanted = Refusals.requireText("The identity", uuid.get(), Schema.MAX_SHORT);
            identity = wanted.isBlank() || isTaken(wanted) ? null : wanted;
        }
        if (identity == null) {
            identity = UUID.randomUUID().toString();
        }
        return NodeRow.fresh(unit.nextNumber(), parent.id(), name, kind, identity, unit.nextNumber(), by);
    }

    private boolean isTaken(String uuid) throws SQLException {
        for (NodeRow row : nodes.withUuid(uuid)) {
            if (paths.pathOf(row).isPresent()) {
                return true;
            }
        }
        return false;
    }

    void insert(NodeRow parent, NodeRow row) throws SQLException {
        nodes.insert(row);
        raiseReach(parent, 1 + row.name().length() + row.reach());
    }

    /** The collection for what is missing at the end of a location; those on the way to it are made. */
    NodeRow parentFor(Location at) throws SQLException, RegistryException {
        requireLength(at.real(), 0);
        NodeRow parent = at.last();
        requireCollection(parent);
        for (String name : at.missing().subList(0, at.missing().size() - 1)) {
            NodeRow made = fresh(parent, name, ResourceKind.COLLECTION, Optional.empty());
            insert(parent, made);
            parent = made;
        }
        return nodes.withId(parent.id()).orElseThrow();
    }

    private static void requireCollection(NodeRow parent) throws RegistryException {
        if (!parent.isCollection()) {
            throw Refusals.refused("'" + parent.name() + "' is a resource, nothing can be below it");
        }
    }

    private static void requireLength(RegistryPath path, int below) throws RegistryException {
        int length = (path.isRoot() ? 0 : path.toString().length()) + below;
        if (length > RegistryPath.MAX_LENGTH) {
            throw Refusals.refused("A path of " + length + " characters is too long, " + RegistryPath.MAX_LENGTH
                    + " are allowed: it begins with "
                    + path.toString().substring(0, Math.min(100, path.toString().length())));
        }
    }

    /** Notes that something lies so far below a collection, and so for those above it. */
    void raiseReach(NodeRow collection, int length) throws SQLException {
        NodeRow at = nodes.withId(collection.id()).orElseThrow();
        int reach = length;
        while (at.reach() < reach) {
            nodes.reach(at, reach);
            if (at.id() == Schema.ROOT) {
                return;
            }
            reach += 1 + at.name().length();
            at = nodes.withId(at.parent()).orElseThrow();
        }
    }

    // ---- delete, move, copy, link

    void delete(RegistryPath path) throws SQLException, RegistryException {
        Location at = paths.place(path);
        if (!at.isThere()) {
            throw Refusals.notFound(path);
        }
        if (at.last().id() == Schema.ROOT) {
            throw Refusals.refused("The root cannot be deleted");
        }
        nodes.detach(at.last());
        log(at.real(), at.last().isLink() ? Action.REMOVE_LINK : Action.DELETE, null);
    }

    Resource move(RegistryPath source, RegistryPath target) throws SQLException, RegistryException {
        Location from = paths.place(source);
        Location to = paths.place(target);
        if (!from.isThere()) {
            throw Refusals.notFound(source);
        }
        if (to.real().isWithin(from.real())) {
            throw Refusals.refused(source + " cannot be moved to " + target + ", which is within it");
        }
        if (to.isThere()) {
            throw Refusals.refused(source + " cannot be moved to " + target + ": something is there");
        }
        NodeRow before = from.last();
        requireRoom(to.real(), before);
        NodeRow parent = parentFor(to);
        NodeRow after = before.at(parent.id(), to.real().name(), unit.nextNumber());
        nodes.update(before, after);
        raiseReach(parent, 1 + after.name().length() + after.reach());
        if (rule.concerns(from.real(), to.real())) {
            rule.arrived(Subtree.all(nodes, after).stream().map(NodeRow::id).toList());
        }
        boolean renamed = from.real().parent().equals(to.real().parent());
        log(from.real(), renamed ? Action.RENAME : Action.MOVE, to.real().toString());
        return paths.leadingSomewhere(target)
                .map(location -> location.last().at(target, location.real()))
                .orElseGet(() -> after.at(target, to.real()));
    }

    /** What is noted of a tree may be more than it has by now: only if that is too much is it looked through. */
    private void requireRoom(RegistryPath target, NodeRow top) throws SQLException, RegistryException {
        requireLength(target, 0);
        if (target.toString().length() + top.reach() > RegistryPath.MAX_LENGTH) {
            Subtree.<RegistryException>visit(nodes, top, (rows, below) -> {
                for (RegistryPath path : below.values()) {
                    requireLength(target, path.isRoot() ? 0 : path.toString().length());
                }
            });
        }
    }

    Resource copy(RegistryPath source, RegistryPath target) throws SQLException, RegistryException {
        Location from = paths.existing(source);
        Location to = paths.follow(target);
        if (to.real().isWithin(from.real()) || from.real().isWithin(to.real())) {
            throw Refusals.refused(source + " cannot be copied to " + target + ": one is within the other");
        }
        requireRoom(to.real(), from.last());
        NodeRow parent = to.isThere() ? nodes.withId(to.last().parent()).orElseThrow() : parentFor(to);
        if (to.isThere()) {
            nodes.detach(to.last());
        }
        Map<Long, Long> copies = copyRows(from.last(), parent, to.real().name());
        new Belongings(unit).copy(copies);
        raiseReach(parent, 1 + to.real().name().length() + from.last().reach());
        if (to.real().isWithin(rule.trunk()) || rule.trunk().isWithin(to.real())) {
            rule.arrived(copies.values());
        }
        log(from.real(), Action.COPY, to.real().toString());
        return nodes.withId(copies.get(from.last().id())).orElseThrow().at(target, to.real());
    }

    private Map<Long, Long> copyRows(NodeRow top, NodeRow parent, String name) throws SQLException {
        Map<Long, Long> copies = new HashMap<>();
        copies.put(top.parent(), parent.id());
        Subtree.<RuntimeException>visit(nodes, top, (rows, below) -> {
            List<NodeRow> level = new ArrayList<>();
            for (NodeRow row : rows) {
                long id = unit.nextNumber();
                NodeRow fresh = NodeRow.fresh(
                        id,
                        copies.get(row.parent()),
                        row.id() == top.id() ? name : row.name(),
                        row.kind(),
                        UUID.randomUUID().toString(),
                        unit.nextNumber(),
                        by);
                level.add(fresh.like(row, fresh.revision(), by).reaching(row.reach()));
                copies.put(row.id(), id);
            }
            nodes.insert(level);
        });
        copies.remove(top.parent());
        return copies;
    }

    void link(RegistryPath path, RegistryPath target) throws SQLException, RegistryException {
        Location at = paths.place(path);
        if (at.isThere()) {
            throw Refusals.refused("Something is at " + path + " already, no link can be made there");
        }
        requireLength(target, 0);
        NodeRow parent = parentFor(at);
        insert(
                parent,
                fresh(parent, at.real().name(), ResourceKind.RESOURCE, Optional.empty())
                        .leadingTo(target.toString()));
        if (paths.isCircle(at.real())) {
            throw Refusals.refused("A link at " + path + " to " + target + " would lead to itself");
        }
        log(at.real(), Action.LINK, target.toString());
    }

    // ---- states of the past

    /** Gives a row the state of another one. */
    NodeRow likeThen(NodeRow before, NodeRow then, RegistryPath real) throws SQLException, RegistryException {
        NodeRow after = before.like(then, unit.nextNumber(), by);
        if (before.sha256() != null && !before.sha256().equals(after.sha256())) {
            contents.released(before.sha256(), by.at());
        }
        nodes.update(before, after);
        rule.written(before, after, real);
        return after;
    }

    /** A new row with the state of another one, and its identity if nothing else has that. */
    NodeRow freshLike(NodeRow parent, String name, NodeRow then, RegistryPath real)
            throws SQLException, RegistryException {
        NodeRow fresh = fresh(parent, name, then.kind(), Optional.of(then.uuid()));
        NodeRow row = fresh.like(then, fresh.revision(), by);
        insert(parent, row);
        rule.written(null, row, real);
        return row;
    }
}
