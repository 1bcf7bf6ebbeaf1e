package org.trunkline.jdbc;

import org.osgi.service.jdbc.DataSourceFactory;

/** Where the drivers of databases come from. Safe for use by many threads. */
@FunctionalInterface
public interface Drivers {

    /**
     * The driver of a type of database. It is asked for when a database is first needed, not before.
     *
     * @throws DatabaseException if it is not there; the message says which bundle brings it
     */
    DataSourceFactory driver(DatabaseType type) throws DatabaseException;
}
