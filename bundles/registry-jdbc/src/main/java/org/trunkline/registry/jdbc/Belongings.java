package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What belongs to rows of the tree and stands in tables of its own: copied and deleted for many of them at once. */
final class Belongings {

    private record Edge(long source, long target, String uri, long key, String type) {}

    private record Text(long number, long node, String text, String author, long createdAt, long editedAt) {}

    private record Tagging(long node, String name, String author) {}

    private record Stars(long node, String author, int stars) {}

    private record Service(long node, String key, String version) {}

    private final Unit unit;
    private final Sql sql;

    Belongings(Unit unit) {
        this.unit = unit;
        this.sql = unit.sql();
    }

    /** @param copies the copy of each row */
    void copy(Map<Long, Long> copies) throws SQLException {
        copyAssociations(copies);
        copyComments(copies);
        copyTags(copies);
        copyRatings(copies);
        copyServices(copies);
    }

    /** One between two of the rows is made between their copies. */
    private void copyAssociations(Map<Long, Long> copies) throws SQLException {
        List<Edge> edges = sql.listIn(
                "SELECT source_no, target_no, uri, uri_key, type FROM trunkline_reg_association WHERE source_no",
                copies.keySet(),
                row -> new Edge(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getString(5)));
        try (Sql.Batch inserts = sql.batch("INSERT INTO trunkline_reg_association"
                + " (source_no, target_no, uri, uri_key, type) VALUES (?, ?, ?, ?, ?)")) {
            for (Edge edge : edges) {
                long target = copies.getOrDefault(edge.target(), edge.target());
                inserts.add(copies.get(edge.source()), target, edge.uri(), edge.key(), edge.type());
            }
            inserts.flush();
        }
    }

    private void copyComments(Map<Long, Long> copies) throws SQLException {
        List<Text> comments = new ArrayList<>(sql.listIn(
                "SELECT node_no, content, author, created_at, edited_at, comment_no FROM trunkline_reg_comment"
                        + " WHERE node_no",
                copies.keySet(),
                row -> new Text(
                        row.getLong(6),
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5))));
        comments.sort(Comparator.comparing(Text::number));
        try (Sql.Batch inserts = sql.batch(Annotations.INSERT_COMMENT)) {
            for (Text comment : comments) {
                inserts.add(
                        unit.nextNumber(),
                        copies.get(comment.node()),
                        comment.text(),
                        comment.author(),
                        comment.createdAt(),
                        comment.editedAt());
            }
            inserts.flush();
        }
    }

    private void copyTags(Map<Long, Long> copies) throws SQLException {
        List<Tagging> tags = sql.listIn(
                "SELECT node_no, name, author FROM trunkline_reg_tag WHERE node_no",
                copies.keySet(),
                row -> new Tagging(row.getLong(1), row.getString(2), row.getString(3)));
        try (Sql.Batch inserts = sql.batch(Annotations.INSERT_TAG)) {
            for (Tagging tag : tags) {
                inserts.add(copies.get(tag.node()), tag.name(), tag.author());
            }
            inserts.flush();
        }
    }

    private void copyRatings(Map<Long, Long> copies) throws SQLException {
        List<Stars> ratings = sql.listIn(
                "SELECT node_no, author, stars FROM trunkline_reg_rating WHERE node_no",
                copies.keySet(),
                row -> new Stars(row.getLong(1), row.getString(2), row.getInt(3)));
        try (Sql.Batch inserts = sql.batch(Annotations.INSERT_RATING)) {
            for (Stars rating : ratings) {
                inserts.add(copies.get(rating.node()), rating.author(), rating.stars());
            }
            inserts.flush();
        }
    }

    private void copyServices(Map<Long, Long> copies) throws SQLException {
        List<Service> services = sql.listIn(
                "SELECT node_no, service_key, version FROM trunkline_reg_service WHERE node_no",
                copies.keySet(),
                row -> new Service(row.getLong(1), row.getString(2), row.getString(3)));
        try (Sql.Batch inserts =
                sql.batch("INSERT INTO trunkline_reg_service (node_no, service_key, version) VALUES (?, ?, ?)")) {
            for (Service service : services) {
                inserts.add(copies.get(service.node()), service.key(), service.version());
            }
            inserts.flush();
        }
    }

    /** Everything but versions. */
    void delete(List<Long> nodes) throws SQLException {
        for (String table : List.of("property", "comment", "tag", "rating", "service")) {
            sql.updateIn("DELETE FROM trunkline_reg_" + table + " WHERE node_no", nodes);
        }
        sql.updateIn("DELETE FROM trunkline_reg_association WHERE source_no", nodes);
        sql.updateIn("DELETE FROM trunkline_reg_association WHERE target_no", nodes);
    }
}
