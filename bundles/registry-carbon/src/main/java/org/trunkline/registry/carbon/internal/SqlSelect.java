package org.trunkline.registry.carbon.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.registry.RegistryException;

/**
 * The part of SQL that stored queries of WSO2's registry are written in: one SELECT of columns from tables, joined by
 * conditions of comparisons, LIKE, IN, IS NULL, AND, OR, NOT and {@code ||}, with ORDER BY and LIMIT. Everything else is
 * refused. It only reads. Not safe for use by several threads.
 */
final class SqlSelect {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<text>'(?:[^']|'')*')|(?<word>[A-Za-z_][A-Za-z0-9_]*(?:\\s*\\.\\s*(?:[A-Za-z_][A-Za-z0-9_]*|\\*))?)"
                    + "|(?<number>\\d{1,18})|(?<sign>\\|\\||<>|!=|<=|>=|[=<>?,()*]))");

    private static final long MAX_COMBINATIONS = 5_000_000;
    private static final int MAX_FOUND = 100_000;

    /** The rows that are looked at together, by the names that the query gives them. */
    @FunctionalInterface
    private interface Value {
        Object of(Map<String, Map<String, Object>> rows);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds(Map<String, Map<String, Object>> rows);
    }

    /** A condition that must hold, and the tables it names. */
    private record Conjunct(Condition condition, Set<String> names) {}

    private record Order(Value value, boolean descending) {}

    private final Deque<String> tokens = new ArrayDeque<>();
    private final Deque<String> parameters;
    private final Map<String, String> tables = new LinkedHashMap<>();
    private final List<Conjunct> conjuncts = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private Set<String> named = new HashSet<>();
    private long skip;
    private long limit = Long.MAX_VALUE;

    /**
     * Reads a query.
     *
     * @param parameters what stands for the question marks
     * @throws IllegalArgumentException if it is no such query; the message says where it stops to be one
     */
    SqlSelect(String sql, List<String> parameters) {
        this.parameters = new ArrayDeque<>(parameters);
        Matcher matcher = TOKEN.matcher(sql);
        int end = 0;
        while (end < sql.stripTrailing().length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(
                    matcher.group("word") == null
                            ? matcher.group().trim()
                            : matcher.group("word").replaceAll("\\s", ""));
            end = matcher.end();
        }
        if (end < sql.stripTrailing().length()) {
            throw new IllegalArgumentException("'" + sql.substring(end).strip() + "' is not understood");
        }
        select();
        if (!tokens.isEmpty()) {
            throw new IllegalArgumentException("'" + String.join(" ", tokens) + "' is not understood");
        }
    }

    // ---- reading the query

    private boolean next(String word) {
        if (tokens.isEmpty() || !tokens.peek().equalsIgnoreCase(word)) {
            return false;
        }
        tokens.remove();
        return true;
    }

    private void require(String word) {
        if (!next(word)) {
            throw new IllegalArgumentException("'" + word + "' is expected before '" + String.join(" ", tokens) + "'");
        }
    }

    private String take() {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return tokens.remove();
    }

    private boolean startsWithAny(String... words) {
        for (String word : words) {
            if (!tokens.isEmpty() && tokens.peek().equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }

    private void select() {
        require("SELECT");
        next("DISTINCT");
        do {
            take();
            if (next("AS")) {
                take();
            }
        } while (next(","));
        require("FROM");
        do {
            table();
        } while (next(","));
        if (next("WHERE")) {
            where();
        }
        if (next("ORDER")) {
            require("BY");
            do {
                Value value = value();
                boolean descending = next("DESC");
                if (!descending) {
                    next("ASC");
                }
                orders.add(new Order(value, descending));
            } while (next(","));
        }
        if (next("LIMIT")) {
            limit = number();
            if (next(",")) {
                skip = limit;
                limit = number();
            } else if (next("OFFSET")) {
                skip = number();
            }
        }
    }

    /** Conditions with AND between them are looked at one by one, each as soon as its tables are there. */
    private void where() {
        List<Conjunct> parts = new ArrayList<>();
        do {
            named = new HashSet<>();
            parts.add(new Conjunct(not(), named));
        } while (next("AND"));
        if (!startsWithAny("OR")) {
            conjuncts.addAll(parts);
            return;
        }
        Condition condition =
                rows -> parts.stream().allMatch(part -> part.condition().holds(rows));
        while (next("OR")) {
            Condition left = condition;
            Condition right = and();
            condition = rows -> left.holds(rows) || right.holds(rows);
        }
        conjuncts.add(new Conjunct(condition, tables.keySet()));
    }

    private void table() {
        String table = take().toUpperCase(Locale.ROOT);
        next("AS");
        boolean hasName = !tokens.isEmpty() && !startsWithAny(",", "WHERE", "ORDER", "LIMIT");
        String name = hasName ? take().toUpperCase(Locale.ROOT) : table;
        if (tables.put(name, table) != null) {
            throw new IllegalArgumentException("two tables are named " + name);
        }
    }

    private long number() {
        return Long.parseLong(next("?") ? parameter() : take());
    }

    private String parameter() {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("it has more question marks than parameters");
        }
        return parameters.remove();
    }

    private Condition or() {
        Condition condition = and();
        while (next("OR")) {
            Condition left = condition;
            Condition right = and();
            condition = rows -> left.holds(rows) || right.holds(rows);
        }
        return condition;
    }

    private Condition and() {
        Condition condition = not();
        while (next("AND")) {
            Condition left = condition;
            Condition right = not();
            condition = rows -> left.holds(rows) && right.holds(rows);
        }
        return condition;
    }

    private Condition not() {
        if (next("NOT")) {
            Condition condition = not();
            return rows -> !condition.holds(rows);
        }
        if (next("(")) {
            Condition condition = or();
            require(")");
            return condition;
        }
        return comparison();
    }

    private Condition comparison() {
        Value left = value();
        if (next("IS")) {
            boolean negated = next("NOT");
            require("NULL");
            return rows -> (left.of(rows) == null) != negated;
        }
        boolean negated = next("NOT");
        if (next("IN")) {
            require("(");
            List<Value> all = new ArrayList<>();
            do {
                all.add(value());
            } while (next(","));
            require(")");
            return rows -> all.stream().anyMatch(each -> compare(left.of(rows), each.of(rows), "=")) != negated;
        }
        if (next("LIKE")) {
            Value pattern = value();
            return rows -> like(left.of(rows), pattern.of(rows)) != negated;
        }
        String sign = take();
        if (negated || !Set.of("=", "<>", "!=", "<", ">", "<=", ">=").contains(sign)) {
            throw new IllegalArgumentException("'" + sign + "' is no comparison");
        }
        Value right = value();
        return rows -> compare(left.of(rows), right.of(rows), sign);
    }

    private Value value() {
        Value value = primary();
        while (next("||")) {
            Value left = value;
            Value right = primary();
            value = rows -> {
                Object one = left.of(rows);
                Object other = right.of(rows);
                return one == null || other == null ? null : "" + one + other;
            };
        }
        return value;
    }

    private Value primary() {
        String token = take();
        if (token.equals("?")) {
            String parameter = parameter();
            return rows -> parameter;
        }
        if (token.startsWith("'")) {
            String text = token.substring(1, token.length() - 1).replace("''", "'");
            return rows -> text;
        }
        if (Character.isDigit(token.charAt(0))) {
            Long number = Long.valueOf(token);
            return rows -> number;
        }
        if (token.equalsIgnoreCase("LOWER") || token.equalsIgnoreCase("UPPER")) {
            require("(");
            Value inner = value();
            require(")");
            boolean lower = token.equalsIgnoreCase("LOWER");
            return rows -> {
                Object text = inner.of(rows);
                return text == null
                        ? null
                        : lower
                                ? text.toString().toLowerCase(Locale.ROOT)
                                : text.toString().toUpperCase(Locale.ROOT);
            };
        }
        return column(token.toUpperCase(Locale.ROOT));
    }

    private Value column(String token) {
        if (!token.matches("[A-Z_][A-Z0-9_]*(\\.[A-Z_][A-Z0-9_]*)?")) {
            throw new IllegalArgumentException("'" + token + "' is no column");
        }
        int dot = token.indexOf('.');
        if (dot < 0) {
            named.addAll(tables.keySet());
            return rows -> rows.values().stream()
                    .filter(row -> row.containsKey(token))
                    .findFirst()
                    .map(row -> row.get(token))
                    .orElse(null);
        }
        String table = token.substring(0, dot);
        String column = token.substring(dot + 1);
        if (!tables.containsKey(table)) {
            throw new IllegalArgumentException("no table is named " + table);
        }
        named.add(table);
        return rows -> rows.get(table).get(column);
    }

    // ---- what holds

    private static boolean compare(Object left, Object right, String sign) {
        if (left == null || right == null) {
            return false;
        }
        int order = left instanceof Long one && right instanceof Long other
                ? one.compareTo(other)
                : left.toString().compareTo(right.toString());
        return switch (sign) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            case ">=" -> order >= 0;
            default -> order != 0;
        };
    }

    /** Without a regular expression, whose time a pattern could run away with. */
    private static boolean like(Object text, Object pattern) {
        if (text == null || pattern == null) {
            return false;
        }
        String of = text.toString();
        String like = pattern.toString();
        int at = 0;
        int in = 0;
        int star = -1;
        int mark = 0;
        while (at < of.length()) {
            if (in < like.length() && like.charAt(in) == '%') {
                star = in++;
                mark = at;
            } else if (in < like.length() && (like.charAt(in) == '_' || like.charAt(in) == of.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++mark;
            } else {
                return false;
            }
        }
        while (in < like.length() && like.charAt(in) == '%') {
            in++;
        }
        return in == like.length();
    }

    // ---- finding

    /**
     * What it finds.
     *
     * @param shown a column; the row of the first table that has it is what is found
     * @return each row once, in the order of the query
     * @throws IllegalArgumentException if it names a table that is not there, or looks at too much
     */
    List<Map<String, Object>> find(SqlTables source, String shown) throws RegistryException {
        Map<String, List<Map<String, Object>>> all = new LinkedHashMap<>();
        for (Map.Entry<String, String> table : tables.entrySet()) {
            all.put(table.getKey(), source.rows(table.getValue()));
        }
        List<Map<String, Map<String, Object>>> found = new Join(all).found();
        for (int i = orders.size() - 1; i >= 0; i--) {
            Order order = orders.get(i);
            Comparator<Object> natural =
                    (one, other) -> compare(one, other, "<") ? -1 : compare(one, other, ">") ? 1 : 0;
            found.sort(Comparator.comparing(order.value()::of, order.descending() ? natural.reversed() : natural));
        }
        return found.stream()
                .flatMap(rows -> rows.values().stream()
                        .filter(row -> row.containsKey(shown) && row.containsKey(SqlTables.SHOWN))
                        .limit(1))
                .distinct()
                .skip(skip)
                .limit(limit)
                .toList();
    }

    /** One run through the rows of all tables, from the first table to the last. */
    private final class Join {

        private final List<String> names;
        private final List<List<Map<String, Object>>> tables;
        /** By the number of tables that are there: what can be decided then, and not before. */
        private final List<List<Condition>> decided = new ArrayList<>();

        private final Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        private final List<Map<String, Map<String, Object>>> found = new ArrayList<>();
        private long seen;

        Join(Map<String, List<Map<String, Object>>> all) {
            this.names = List.copyOf(all.keySet());
            this.tables = List.copyOf(all.values());
            Set<String> before = Set.of();
            for (int i = 1; i <= names.size(); i++) {
                Set<String> known = new HashSet<>(names.subList(0, i));
                Set<String> earlier = before;
                boolean first = i == 1;
                decided.add(conjuncts.stream()
                        .filter(each -> known.containsAll(each.names()))
                        .filter(each -> first || !earlier.containsAll(each.names()))
                        .map(Conjunct::condition)
                        .toList());
                before = known;
            }
        }

        List<Map<String, Map<String, Object>>> found() {
            from(0);
            return found;
        }

        private void from(int depth) {
            if (depth == names.size()) {
                if (found.size() == MAX_FOUND) {
                    throw new IllegalArgumentException("it finds more than " + MAX_FOUND + " rows");
                }
                found.add(new LinkedHashMap<>(rows));
                return;
            }
            String name = names.get(depth);
            for (Map<String, Object> row : tables.get(depth)) {
                if (++seen > MAX_COMBINATIONS) {
                    throw new IllegalArgumentException(
                            "it looks at more than " + MAX_COMBINATIONS + " combinations of rows");
                }
                rows.put(name, row);
                if (holds(decided.get(depth))) {
                    from(depth + 1);
                }
            }
            rows.remove(name);
        }

        private boolean holds(List<Condition> conditions) {
            for (Condition condition : conditions) {
                if (!condition.holds(rows)) {
                    return false;
                }
            }
            return true;
        }
    }
}
