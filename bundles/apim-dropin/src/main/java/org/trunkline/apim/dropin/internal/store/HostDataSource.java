package org.trunkline.apim.dropin.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Drivers;
import org.trunkline.sync.ArtifactStoreException;

/** A data source of the host, with the host's driver and credentials. */
final class HostDataSource implements Drivers {

    private final DataSource source;
    private final DatabaseType type;

    private HostDataSource(DataSource source, DatabaseType type) {
        this.source = source;
        this.type = type;
    }

    /**
     * Finds it by its name in JNDI, for example {@code jdbc/WSO2AM_DB}, and asks its database what it is.
     *
     * @throws ArtifactStoreException UNAVAILABLE if it is not there or its database does not answer; REJECTED if the database
     *     is of a kind that the store cannot use
     */
    static HostDataSource lookUp(String name) throws ArtifactStoreException {
        String asked = "The host's data source '" + name + "' ([jdbc] data_source) ";
        Object found;
        try {
            found = new InitialContext().lookup(name);
        } catch (NamingException e) {
            throw ArtifactStoreException.unavailable(
                    asked + "was not found: " + e
                            + ". Is it in master-datasources.xml or deployment.toml, with a JNDI name?",
                    e);
        }
        if (!(found instanceof DataSource)) {
            throw ArtifactStoreException.rejected(asked + "is no data source but a "
                    + (found == null ? "null" : found.getClass().getName()));
        }
        DataSource source = (DataSource) found;
        try (Connection connection = source.getConnection()) {
            return new HostDataSource(
                    source, type(asked, connection.getMetaData().getDatabaseProductName()));
        } catch (SQLException e) {
            throw ArtifactStoreException.unavailable(asked + "gave no connection: " + e.getMessage(), e);
        }
    }

    private static DatabaseType type(String asked, String product) throws ArtifactStoreException {
        switch (product) {
            case "PostgreSQL":
                return DatabaseType.POSTGRESQL;
            case "MariaDB":
                return DatabaseType.MARIADB;
            default:
                throw ArtifactStoreException.rejected(asked + "belongs to " + product
                        + "; artifacts can be kept in a PostgreSQL or MariaDB of the host. Give them a database of their own"
                        + " with url in [jdbc], or another store");
        }
    }

    DatabaseType type() {
        return type;
    }

    @Override
    public DataSourceFactory driver(DatabaseType asked) {
        return (SqlDataSources) access -> source;
    }
}
