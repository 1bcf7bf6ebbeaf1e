package org.trunkline.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one database. It is opened, and its tables are brought up to date, by who asks for the first one and
 * not before, so that a node starts while its database is away. Safe for use by many threads.
 */
public final class Connections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final String user;
    private final DatabaseSettings settings;
    private final Drivers drivers;
    private final Dialect dialect;
    private final Migration migration;
    private final SqlFailures failures;
    private final boolean forced;
    private final Durability durability;

    private final Object opening = new Object();
    private volatile ConnectionPool pool;
    private volatile int openings;
    private SQLException openingFailure;
    private boolean closed;

    /**
     * @param user what uses the database, for names of threads and messages: {@code store}, {@code registry}
     * @param durable whether {@link #confirm} forces commits of H2 to the disk
     */
    public Connections(String user, DatabaseSettings settings, Drivers drivers, Migration migration, boolean durable) {
        this.user = Objects.requireNonNull(user, "user");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.drivers = Objects.requireNonNull(drivers, "drivers");
        this.migration = Objects.requireNonNull(migration, "migration");
        this.dialect = Dialect.of(settings.type());
        this.failures = new SqlFailures(dialect);
        String statement = dialect.durabilityStatement();
        this.forced = durable && !statement.isEmpty();
        this.durability = forced ? new GroupedCheckpoint(statement) : Durability.OF_THE_COMMIT;
    }

    /**
     * A connection, to be closed by the caller; what is not committed then is rolled back.
     *
     * @throws DatabaseException if the driver is not there, the tables are of a newer Trunkline, or this is closed
     */
    public Connection get() throws SQLException {
        return open().connection();
    }

    /** Returns once everything is on the disk that was committed before the call. Without a durable H2 it does nothing. */
    public void confirm(Connection connection) throws SQLException {
        durability.confirm(connection);
    }

    /** To be told of each failure of a connection: lets go of all of them where others may have failed with it. */
    public SqlFault failed(SQLException failure) {
        SqlFault fault = failures.classify(failure);
        ConnectionPool open = pool;
        if (open != null && fault != SqlFault.CONTENTION && fault != SqlFault.DATA && fault != SqlFault.DUPLICATE) {
            // an embedded database that failed once is closed for all connections, and a server may have gone for all
            open.renew();
        }
        return fault;
    }

    private ConnectionPool open() throws SQLException {
        ConnectionPool open = pool;
        if (open != null) {
            return open;
        }
        int seen = openings;
        synchronized (opening) {
            if (closed) {
                throw new DatabaseException(SqlFault.NOT_READY, "The " + user + " in " + settings + " is closed");
            }
            if (pool != null) {
                return pool;
            }
            if (openings != seen) {
                // somebody else has just tried, while this thread waited: do not let the waiting add up
                throw openingFailure;
            }
            try {
                pool = opened();
                return pool;
            } catch (SQLException e) {
                openingFailure = e;
                throw e;
            } finally {
                openings++;
            }
        }
    }

    /** The first connection does not come from the pool: a pool answers a wrong password by waiting. */
    private ConnectionPool opened() throws SQLException {
        Properties access = new Properties();
        String url = dialect.completed(settings.url());
        access.setProperty(DataSourceFactory.JDBC_URL, forced ? dialect.durable(url) : url);
        access.setProperty(DataSourceFactory.JDBC_USER, settings.username());
        access.setProperty(DataSourceFactory.JDBC_PASSWORD, settings.password());
        DataSource driver = drivers.driver(settings.type()).createDataSource(access);
        if (forced) {
            compact(driver);
        }
        // the first connection is held so that an embedded database stays open until the pool has one
        try (Connection first = driver.getConnection()) {
            migration.run(driver);
            durability.confirm(first);
            ConnectionPool connections = new ConnectionPool(driver, settings.type(), "trunkline-" + user);
            try {
                connections.connection().close();
                return connections;
            } catch (SQLException | RuntimeException e) {
                connections.close();
                throw e;
            }
        }
    }

    /** A database that is larger than it needs to be serves as well as another: no failure here keeps it closed. */
    private void compact(DataSource driver) throws SQLException {
        try (Connection only = driver.getConnection()) {
            compact(only);
        }
    }

    private void compact(Connection only) {
        try {
            dialect.compact(only);
        } catch (SQLException e) {
            LOG.warn("The {} in {} stays as large as it is; it is compacted at a later start", user, settings, e);
        }
    }

    @Override
    public void close() {
        synchronized (opening) {
            closed = true;
            if (pool != null) {
                pool.close();
                pool = null;
            }
        }
    }
}
