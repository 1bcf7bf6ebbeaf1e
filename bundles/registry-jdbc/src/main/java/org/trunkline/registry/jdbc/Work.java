package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import org.trunkline.registry.RegistryException;

/** Something that is done with the database. It may be done again from the start if another transaction was in the way. */
@FunctionalInterface
interface Work<T> {
    T run(Unit unit) throws SQLException, RegistryException;
}
