package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trunkline.registry.RegistryPath;

/** A tree from one row on, read a level at a time. */
final class Subtree {

    private Subtree() {}

    @FunctionalInterface
    interface Level<X extends Exception> {
        /**
         * @param rows of one level, in no order
         * @param below where each row lies, seen from the top, which is the root there
         */
        void visit(List<NodeRow> rows, Map<Long, RegistryPath> below) throws SQLException, X;
    }

    /** Visits the top and then each level below it; links are visited and not followed. */
    static <X extends Exception> void visit(Nodes nodes, NodeRow top, Level<X> level) throws SQLException, X {
        List<NodeRow> rows = List.of(top);
        Map<Long, RegistryPath> below = Map.of(top.id(), RegistryPath.ROOT);
        while (!rows.isEmpty()) {
            level.visit(rows, below);
            List<Long> collections =
                    rows.stream().filter(NodeRow::isCollection).map(NodeRow::id).toList();
            List<NodeRow> children = collections.isEmpty() ? List.of() : nodes.childrenOf(collections);
            Map<Long, RegistryPath> next = new HashMap<>();
            for (NodeRow child : children) {
                next.put(child.id(), below.get(child.parent()).child(child.name()));
            }
            rows = children;
            below = next;
        }
    }

    static List<NodeRow> all(Nodes nodes, NodeRow top) throws SQLException {
        List<NodeRow> all = new ArrayList<>();
        Subtree.<RuntimeException>visit(nodes, top, (rows, below) -> all.addAll(rows));
        return all;
    }
}
