package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.trunkline.registry.Activity.Action;
import org.trunkline.registry.Rating;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceTag;
import org.trunkline.registry.jdbc.Paths.Location;

/** What users say about resources: comments, tags and ratings. */
final class Annotations {

    static final String INSERT_COMMENT = "INSERT INTO trunkline_reg_comment"
            + " (comment_no, node_no, content, author, created_at, edited_at) VALUES (?, ?, ?, ?, ?, ?)";
    static final String INSERT_TAG = "INSERT INTO trunkline_reg_tag (node_no, name, author) VALUES (?, ?, ?)";
    static final String INSERT_RATING = "INSERT INTO trunkline_reg_rating (node_no, author, stars) VALUES (?, ?, ?)";

    private static final String COMMENTS =
            "SELECT comment_no, content, author, created_at, edited_at FROM trunkline_reg_comment WHERE node_no = ?";

    private final Unit unit;
    private final Sql sql;
    private final Paths paths;

    Annotations(Unit unit) {
        this.unit = unit;
        this.sql = unit.sql();
        this.paths = new Paths(unit.nodes());
    }

    private void log(RegistryPath path, Actor by, Action action, String detail) throws SQLException {
        new ActivityLog(unit).add(path, by, action, detail);
    }

    // ---- comments

    ResourceComment comment(RegistryPath path, String text, Actor by) throws SQLException, RegistryException {
        Location at = paths.existing(path);
        requireComment(text);
        long id = unit.nextNumber();
        sql.update(INSERT_COMMENT, id, at.last().id(), text, by.user(), by.at(), by.at());
        log(at.real(), by, Action.COMMENT, text);
        return new ResourceComment(
                id, at.real(), text, by.user(), Micros.toInstant(by.at()), Micros.toInstant(by.at()));
    }

    static void requireComment(String text) throws RegistryException {
        Refusals.requireText("The comment", text, ResourceComment.MAX_LENGTH);
    }

    ResourceComment editComment(RegistryPath path, long id, String text, Actor by)
            throws SQLException, RegistryException {
        Location at = paths.existing(path);
        ResourceComment before = own(path, at, id, by);
        requireComment(text);
        sql.update(
                "UPDATE trunkline_reg_comment SET content = ?, edited_at = ? WHERE comment_no = ?", text, by.at(), id);
        log(at.real(), by, Action.EDIT_COMMENT, text);
        return new ResourceComment(id, at.real(), text, before.author(), before.createdAt(), Micros.toInstant(by.at()));
    }

    void deleteComment(RegistryPath path, long id, Actor by) throws SQLException, RegistryException {
        Location at = paths.existing(path);
        own(path, at, id, by);
        sql.update("DELETE FROM trunkline_reg_comment WHERE comment_no = ?", id);
        log(at.real(), by, Action.DELETE_COMMENT, Long.toString(id));
    }

    private ResourceComment own(RegistryPath path, Location at, long id, Actor by)
            throws SQLException, RegistryException {
        ResourceComment comment = comments(at, " AND comment_no = ?", at.last().id(), id).stream()
                .findFirst()
                .orElseThrow(() -> Refusals.notFound("There is no comment " + id + " of " + path));
        if (!comment.author().equals(by.user()) && !by.user().equals(Registry.SYSTEM_USER)) {
            throw Refusals.forbidden("The comment " + id + " of " + path + " is " + comment.author() + "'s: "
                    + by.user() + " may not change it");
        }
        return comment;
    }

    List<ResourceComment> comments(RegistryPath path) throws SQLException, RegistryException {
        Location at = paths.existing(path);
        return comments(at.real(), at.last());
    }

    List<ResourceComment> comments(RegistryPath real, NodeRow row) throws SQLException {
        return comments(new Location(real, row, List.of()), " ORDER BY comment_no", row.id());
    }

    private List<ResourceComment> comments(Location at, String behind, Object... parameters) throws SQLException {
        return sql.list(
                COMMENTS + behind,
                row -> new ResourceComment(
                        row.getLong(1),
                        at.real(),
                        row.getString(2),
                        row.getString(3),
                        Micros.toInstant(row.getLong(4)),
                        Micros.toInstant(row.getLong(5))),
                parameters);
    }

    // ---- tags

    static String requireTag(String tag) throws RegistryException {
        Refusals.requireText("The tag", tag, ResourceTag.MAX_LENGTH);
        if (tag.isBlank()) {
            throw Refusals.refused("A tag that is blank says nothing");
        }
        try {
            RegistryPath.ROOT.child(tag);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(RegistryException.Kind.REFUSED, "That cannot be a tag: " + e.getMessage(), e);
        }
        return tag.toLowerCase(Locale.ROOT);
    }

    void tag(RegistryPath path, String tag, Actor by) throws SQLException, RegistryException {
        Location at = paths.existing(path);
        String name = requireTag(tag);
        long node = at.last().id();
        if (!sql.exists(
                "SELECT node_no FROM trunkline_reg_tag WHERE node_no = ? AND name = ? AND author = ?",
                node,
                name,
                by.user())) {
            sql.update(INSERT_TAG, node, name, by.user());
            log(at.real(), by, Action.TAG, name);
        }
    }

    void untag(RegistryPath path, String tag, Actor by) throws SQLException, RegistryException {
        Location at = paths.existing(path);
        String name = tag.toLowerCase(Locale.ROOT);
        String delete = "DELETE FROM trunkline_reg_tag WHERE node_no = ? AND name = ?";
        int gone = by.user().equals(Registry.SYSTEM_USER)
                ? sql.update(delete, at.last().id(), name)
                : sql.update(delete + " AND author = ?", at.last().id(), name, by.user());
        if (gone > 0) {
            log(at.real(), by, Action.REMOVE_TAG, name);
        }
    }

    /** Users by tag, both ordered. */
    Map<String, List<String>> taggings(NodeRow row) throws SQLException {
        Map<String, List<String>> taggings = new TreeMap<>();
        sql.list(
                        "SELECT name, author FROM trunkline_reg_tag WHERE node_no = ? ORDER BY name, author",
                        tag -> List.of(tag.getString(1), tag.getString(2)),
                        row.id())
                .forEach(tag -> taggings.computeIfAbsent(tag.get(0), name -> new ArrayList<>())
                        .add(tag.get(1)));
        return taggings;
    }

    Map<String, List<String>> taggings(RegistryPath path) throws SQLException, RegistryException {
        return taggings(paths.existing(path).last());
    }

    List<ResourceTag> tags(RegistryPath path) throws SQLException, RegistryException {
        return taggings(path).entrySet().stream()
                .map(tag -> new ResourceTag(tag.getKey(), tag.getValue().size()))
                .toList();
    }

    // ---- ratings

    static void requireStars(int stars) throws RegistryException {
        if (stars < Rating.WORST || stars > Rating.BEST) {
            throw Refusals.refused("A rating is " + Rating.WORST + " to " + Rating.BEST + ", not " + stars);
        }
    }

    void rate(RegistryPath path, int stars, Actor by) throws SQLException, RegistryException {
        Location at = paths.existing(path);
        requireStars(stars);
        clearRating(at.last(), by);
        sql.update(INSERT_RATING, at.last().id(), by.user(), stars);
        log(at.real(), by, Action.RATE, Integer.toString(stars));
    }

    void unrate(RegistryPath path, Actor by) throws SQLException, RegistryException {
        Location at = paths.existing(path);
        if (clearRating(at.last(), by) > 0) {
            log(at.real(), by, Action.RATE, "0");
        }
    }

    private int clearRating(NodeRow row, Actor by) throws SQLException {
        return sql.update("DELETE FROM trunkline_reg_rating WHERE node_no = ? AND author = ?", row.id(), by.user());
    }

    /** Stars by user, ordered by user. */
    Map<String, Integer> ratings(NodeRow row) throws SQLException {
        Map<String, Integer> ratings = new TreeMap<>();
        sql.list(
                        "SELECT author, stars FROM trunkline_reg_rating WHERE node_no = ?",
                        rating -> Map.entry(rating.getString(1), rating.getInt(2)),
                        row.id())
                .forEach(rating -> ratings.put(rating.getKey(), rating.getValue()));
        return ratings;
    }

    Map<String, Integer> ratings(RegistryPath path) throws SQLException, RegistryException {
        return ratings(paths.existing(path).last());
    }

    Rating rating(RegistryPath path) throws SQLException, RegistryException {
        Map<String, Integer> ratings = ratings(path);
        return new Rating(
                ratings.values().stream().mapToInt(stars -> stars).average().orElse(0), ratings.size());
    }

    // ---- dumps

    /** Gives a row these comments, tags and ratings in place of its own. */
    void replace(
            NodeRow row,
            List<ResourceComment> comments,
            Map<String, List<String>> taggings,
            Map<String, Integer> ratings)
            throws SQLException {
        for (String table : List.of("comment", "tag", "rating")) {
            sql.update("DELETE FROM trunkline_reg_" + table + " WHERE node_no = ?", row.id());
        }
        for (ResourceComment comment : comments) {
            sql.update(
                    INSERT_COMMENT,
                    unit.nextNumber(),
                    row.id(),
                    comment.text(),
                    comment.author(),
                    Micros.of(comment.createdAt()),
                    Micros.of(comment.editedAt()));
        }
        for (Map.Entry<String, List<String>> tag : taggings.entrySet()) {
            for (String author : tag.getValue()) {
                sql.update(INSERT_TAG, row.id(), tag.getKey(), author);
            }
        }
        for (Map.Entry<String, Integer> rating : ratings.entrySet()) {
            sql.update(INSERT_RATING, row.id(), rating.getKey(), rating.getValue());
        }
    }
}
