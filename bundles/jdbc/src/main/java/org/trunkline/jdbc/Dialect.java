package org.trunkline.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs from one database to the next. Stateless. */
public interface Dialect {

    static Dialect of(DatabaseType type) {
        switch (type) {
            case H2:
                return new H2Dialect();
            case POSTGRESQL:
                return new PostgreSqlDialect();
            default:
                return new MariaDbDialect();
        }
    }

    /** The URL with the options that are needed, where the given one does not set them. */
    String completed(String url);

    /**
     * The completed URL with the options that a durable database needs besides, where the given one does not set them: those
     * without which {@link #durabilityStatement} is not enough.
     */
    default String durable(String completed) {
        return completed;
    }

    /**
     * Gives space back to the disk that a durable database no longer uses, if it is worth the time. The database may be closed
     * afterwards, so nobody else may have a connection.
     *
     * @param only the only connection; of no use afterwards
     */
    default void compact(Connection only) throws SQLException {
        // servers see to it themselves
    }

    /** The type of a column for up to so many bytes. */
    String binary(int maxBytes);

    /**
     * The type of a column for up to so many characters, compared character by character. A key may have up to 255.
     */
    String text(int maxCharacters);

    /** What stands behind the closing bracket of CREATE TABLE. */
    String tableOptions();

    SqlFault classify(SQLException failure);

    /** What makes a commit durable that is not by itself; empty if the database's commit does. */
    default String durabilityStatement() {
        return "";
    }
}
