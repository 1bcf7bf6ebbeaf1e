package org.trunkline.registry.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Statements on one connection, their parameters in order. Used by one thread. */
final class Sql {

    /** How many numbers stand in one list of a statement. */
    private static final int LIST = 256;

    private static final int BATCH = 500;

    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    <T> Optional<T> one(String sql, Row<T> reader, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
            }
        }
    }

    boolean exists(String sql, Object... parameters) throws SQLException {
        return one(sql, row -> true, parameters).isPresent();
    }

    <T> List<T> list(String sql, Row<T> reader, Object... parameters) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
        }
        return rows;
    }

    /**
     * Rows that belong to any of some numbers.
     *
     * @param sql ends with the column that has the number
     */
    <T> List<T> listIn(String sql, Collection<Long> numbers, Row<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        for (List<Long> part : parts(numbers)) {
            rows.addAll(list(sql + " IN (" + marks(part.size()) + ")", reader, part.toArray()));
        }
        return rows;
    }

    /** @param sql ends with the column that has the number */
    void updateIn(String sql, Collection<Long> numbers) throws SQLException {
        for (List<Long> part : parts(numbers)) {
            update(sql + " IN (" + marks(part.size()) + ")", part.toArray());
        }
    }

    /** Lists of few different lengths, so that a database meets few different statements. */
    private static List<List<Long>> parts(Collection<Long> numbers) {
        List<Long> all = new ArrayList<>(numbers);
        List<List<Long>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LIST) {
            List<Long> part = new ArrayList<>(all.subList(from, Math.min(from + LIST, all.size())));
            int length = Math.min(LIST, Integer.highestOneBit(2 * part.size() - 1));
            part.addAll(Collections.nCopies(length - part.size(), part.get(0)));
            parts.add(part);
        }
        return parts;
    }

    private static String marks(int count) {
        return "?, ".repeat(count - 1) + "?";
    }

    /** Many executions of one statement. Close it to send the last of them. */
    Batch batch(String sql) {
        return new Batch(sql);
    }

    final class Batch implements AutoCloseable {

        private final String sql;
        private PreparedStatement statement;
        private int waiting;

        private Batch(String sql) {
            this.sql = sql;
        }

        void add(Object... parameters) throws SQLException {
            if (statement == null) {
                statement = connection.prepareStatement(sql);
            }
            bind(statement, parameters);
            statement.addBatch();
            if (++waiting == BATCH) {
                send();
            }
        }

        private void send() throws SQLException {
            if (waiting > 0) {
                statement.executeBatch();
                waiting = 0;
            }
        }

        /** Sends what waits; to be called when all has been added, since {@link #close} also follows a failure. */
        void flush() throws SQLException {
            send();
        }

        @Override
        public void close() throws SQLException {
            if (statement != null) {
                statement.close();
            }
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (value instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                throw new IllegalArgumentException("no parameter: " + value.getClass());
            }
        }
    }
}
