package org.trunkline.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.trunkline.sync.ArtifactStoreException;

/** Something that is done with a connection. It may be done again from the start if another transaction was in the way. */
@FunctionalInterface
interface SqlWork<T> {
    T run(Connection connection) throws SQLException, ArtifactStoreException;
}
