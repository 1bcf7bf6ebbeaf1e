package org.trunkline.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Makes sure that what was committed survives a loss of power. */
@FunctionalInterface
interface Durability {

    /** The database's own commit is trusted to do so, or nobody asked for it. */
    Durability OF_THE_COMMIT = connection -> {};

    /** Returns once everything is on the disk that was committed before the call. */
    void confirm(Connection connection) throws SQLException;
}
