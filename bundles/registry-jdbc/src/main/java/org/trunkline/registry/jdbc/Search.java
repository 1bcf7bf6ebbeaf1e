package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.trunkline.registry.Page;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceKind;
import org.trunkline.registry.ResourceQuery;
import org.trunkline.registry.jdbc.Paths.Location;

/**
 * Finds resources. Tags and properties are looked up in their tables, and the ways of what they give are followed up the
 * tree; without them the tree is walked down from where the search begins. Case and parts of texts are Java's matter: the
 * databases differ in them.
 */
final class Search {

    private record Found(RegistryPath path, NodeRow row) {}

    private final Unit unit;
    private final Nodes nodes;
    private final Paths paths;

    Search(Unit unit) {
        this.unit = unit;
        this.nodes = unit.nodes();
        this.paths = new Paths(nodes);
    }

    Page<Resource> find(ResourceQuery query, Page.Request page) throws SQLException, RegistryException {
        Location top = paths.existing(query.within());
        boolean indexed = query.tag().isPresent() || !query.properties().isEmpty();
        List<Found> found = indexed ? upwards(query, top) : downwards(query, top);
        // the same order as that of paths, without taking each of them apart at each comparison
        found.sort(Comparator.comparing(one -> one.path().toString().replace('/', '\0')));
        Page<Found> part = TreeReader.page(found, page);
        List<Resource> resources = part.items().stream()
                .map(one -> one.row().at(one.path(), one.path()))
                .toList();
        return new Page<>(resources, part.start(), part.total());
    }

    private List<Found> downwards(ResourceQuery query, Location top) throws SQLException {
        List<Found> found = new ArrayList<>();
        Subtree.<RuntimeException>visit(nodes, top.last(), (rows, below) -> {
            for (NodeRow row : rows) {
                if (matches(query, row)) {
                    found.add(new Found(below.get(row.id()).moved(RegistryPath.ROOT, top.real()), row));
                }
            }
        });
        return found;
    }

    private List<Found> upwards(ResourceQuery query, Location top) throws SQLException {
        List<NodeRow> candidates = nodes.withIds(candidates(query)).stream()
                .filter(row -> matches(query, row))
                .toList();
        List<Found> found = new ArrayList<>();
        Map<Long, RegistryPath> where = paths.pathsOf(candidates);
        for (NodeRow row : candidates) {
            RegistryPath path = where.get(row.id());
            if (path != null && path.isWithin(top.real())) {
                found.add(new Found(path, row));
            }
        }
        return found;
    }

    private Set<Long> candidates(ResourceQuery query) throws SQLException {
        Set<Long> candidates = null;
        if (query.tag().isPresent()) {
            candidates = new HashSet<>(unit.sql()
                    .list(
                            "SELECT DISTINCT node_no FROM trunkline_reg_tag WHERE name = ?",
                            row -> row.getLong(1),
                            query.tag().get().toLowerCase(Locale.ROOT)));
        }
        for (Map.Entry<String, String> property : query.properties().entrySet()) {
            Set<Long> having = having(property.getKey(), property.getValue());
            if (candidates == null) {
                candidates = having;
            } else {
                candidates.retainAll(having);
            }
        }
        return candidates;
    }

    private Set<Long> having(String name, String value) throws SQLException {
        String select = "SELECT DISTINCT node_no FROM trunkline_reg_property WHERE name = ?";
        return new HashSet<>(
                value.isEmpty()
                        ? unit.sql().list(select, row -> row.getLong(1), name)
                        : unit.sql()
                                .list(
                                        select + " AND value_key = ?",
                                        row -> row.getLong(1),
                                        name,
                                        PropertyText.key(value)));
    }

    /** Everything but the tag. */
    private static boolean matches(ResourceQuery query, NodeRow row) {
        ResourceKind kind = row.kind();
        return !row.isLink()
                && query.kind().stream().allMatch(wanted -> wanted == kind)
                && query.mediaType().stream().allMatch(wanted -> wanted.equals(row.mediaType()))
                && query.properties().entrySet().stream().allMatch(wanted -> {
                    List<String> values = row.properties().all(wanted.getKey());
                    return wanted.getValue().isEmpty() ? !values.isEmpty() : values.contains(wanted.getValue());
                })
                && query.text().stream().allMatch(text -> holds(row, text.toLowerCase(Locale.ROOT)));
    }

    private static boolean holds(NodeRow row, String text) {
        return holds(row.name(), text)
                || row.description() != null && holds(row.description(), text)
                || row.properties().asMap().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(value -> holds(value, text));
    }

    private static boolean holds(String place, String text) {
        return place.toLowerCase(Locale.ROOT).contains(text);
    }
}
