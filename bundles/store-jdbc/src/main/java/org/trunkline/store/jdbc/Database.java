package org.trunkline.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;
import org.trunkline.sync.ArtifactStoreException;

/**
 * Hands out connections for one piece of work each, and decides what is repeated when it fails. The database is opened by
 * the first work and not before, so that a node starts while its database is away.
 */
final class Database implements AutoCloseable {

    private static final int MAX_ATTEMPTS = 4;
    private static final int PAUSE_MILLIS = 50;

    private final JdbcStoreSettings settings;
    private final Drivers drivers;
    private final Dialect dialect;
    private final Schema schema;
    private final SqlFailures failures;
    private final Durability durability;

    private final Object opening = new Object();
    private volatile ConnectionPool pool;
    private volatile int openings;
    private ArtifactStoreException openingFailure;
    private boolean closed;

    Database(JdbcStoreSettings settings, Drivers drivers, Clock clock) {
        this.settings = settings;
        this.drivers = drivers;
        this.dialect = Dialect.of(settings.type());
        this.schema = new Schema(dialect, clock);
        this.failures = new SqlFailures(dialect, settings);
        String statement = dialect.durabilityStatement();
        this.durability = settings.durable() && !statement.isEmpty()
                ? new GroupedCheckpoint(statement)
                : Durability.OF_THE_COMMIT;
    }

    /**
     * Does work that changes nothing; each of its statements is a transaction of its own.
     *
     * @param asked what the work is, fit to follow "could not"
     */
    <T> T read(String asked, SqlWork<T> work) throws ArtifactStoreException {
        ConnectionPool connections = open(asked);
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connections.connection()) {
                return work.run(connection);
            } catch (SQLException e) {
                SqlFault fault = afterFailure(connections, e);
                if (!repeats(fault, attempt)) {
                    throw failures.of(asked, e);
                }
                pause(asked, attempt);
            }
        }
    }

    /**
     * Does work in one transaction, and returns when it is durable. Work that fails is rolled back: the pool does that
     * with a connection that comes back without a commit.
     *
     * @param asked what the work is, fit to follow "could not"
     */
    <T> T write(String asked, SqlWork<T> work) throws ArtifactStoreException {
        ConnectionPool connections = open(asked);
        for (int attempt = 1; ; attempt++) {
            boolean committing = false;
            try (Connection connection = connections.connection()) {
                connection.setAutoCommit(false);
                T result = work.run(connection);
                committing = true;
                connection.commit();
                confirm(asked, connections, connection);
                return result;
            } catch (SQLException e) {
                SqlFault fault = afterFailure(connections, e);
                // a commit that was cut off may have been done
                if (!repeats(fault, attempt) || committing && fault != SqlFault.CONTENTION) {
                    throw failures.of(asked, e);
                }
                pause(asked, attempt);
            }
        }
    }

    private static boolean repeats(SqlFault fault, int attempt) {
        return fault == SqlFault.CONTENTION && attempt < MAX_ATTEMPTS || fault == SqlFault.DISCONNECTED && attempt == 1;
    }

    private SqlFault afterFailure(ConnectionPool connections, SQLException failure) {
        SqlFault fault = failures.classify(failure);
        if (fault != SqlFault.CONTENTION && fault != SqlFault.DATA) {
            // an embedded database that failed once is closed for all connections, and a server may have gone for all
            connections.renew();
        }
        return fault;
    }

    /** A failure here is behind the commit, so that nothing may be repeated. */
    private void confirm(String asked, ConnectionPool connections, Connection connection)
            throws ArtifactStoreException {
        try {
            durability.confirm(connection);
        } catch (SQLException e) {
            afterFailure(connections, e);
            throw failures.of(asked + " durably", e);
        }
    }

    private static void pause(String asked, int attempt) throws ArtifactStoreException {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MILLIS * attempt) + 1L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ArtifactStoreException.unavailable("Interrupted before the database could " + asked, e);
        }
    }

    private ConnectionPool open(String asked) throws ArtifactStoreException {
        ConnectionPool open = pool;
        if (open != null) {
            return open;
        }
        int seen = openings;
        synchronized (opening) {
            if (closed) {
                throw ArtifactStoreException.unavailable("The store in " + settings + " is closed", null);
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
                openingFailure = failures.of(asked, e);
                throw openingFailure;
            } catch (ArtifactStoreException e) {
                openingFailure = e;
                throw e;
            } finally {
                openings++;
            }
        }
    }

    /** The first connection does not come from the pool: a pool answers a wrong password by waiting. */
    private ConnectionPool opened() throws SQLException, ArtifactStoreException {
        Properties access = new Properties();
        access.setProperty(DataSourceFactory.JDBC_URL, dialect.completed(settings.url()));
        access.setProperty(DataSourceFactory.JDBC_USER, settings.username());
        access.setProperty(DataSourceFactory.JDBC_PASSWORD, settings.password());
        DataSource driver = drivers.driver(settings.type()).createDataSource(access);
        // the first connection is held so that an embedded database stays open until the pool has one
        try (Connection first = driver.getConnection()) {
            schema.migrate(driver);
            durability.confirm(first);
            ConnectionPool connections = new ConnectionPool(driver, settings.type());
            try (Connection pooled = connections.connection()) {
                Head.read(pooled);
                return connections;
            } catch (SQLException | ArtifactStoreException | RuntimeException e) {
                connections.close();
                throw e;
            }
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
