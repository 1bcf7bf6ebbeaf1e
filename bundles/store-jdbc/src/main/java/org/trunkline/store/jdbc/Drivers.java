package org.trunkline.store.jdbc;

import org.osgi.service.jdbc.DataSourceFactory;
import org.trunkline.sync.ArtifactStoreException;

/** Where a store gets its database driver from. Safe for use by many threads. */
@FunctionalInterface
public interface Drivers {

    /**
     * The driver of a type of database. It is asked for when the store first needs it, not before.
     *
     * @throws ArtifactStoreException UNAVAILABLE if it is not there; the message says which bundle brings it
     */
    DataSourceFactory driver(DatabaseType type) throws ArtifactStoreException;
}
