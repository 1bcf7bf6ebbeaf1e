package org.trunkline.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.trunkline.jdbc.Connections;
import org.trunkline.jdbc.Dialect;
import org.trunkline.jdbc.Drivers;
import org.trunkline.jdbc.Migration;
import org.trunkline.jdbc.SqlFault;
import org.trunkline.sync.ArtifactStoreException;

/** Hands out connections for one piece of work each, and decides what is repeated when it fails. */
final class Database implements AutoCloseable {

    private static final int MAX_ATTEMPTS = 4;
    private static final int PAUSE_MILLIS = 50;

    private final Connections connections;
    private final StoreFailures failures;

    Database(JdbcStoreSettings settings, Drivers drivers, Clock clock) {
        Dialect dialect = Dialect.of(settings.type());
        Migration migration = new Schema(dialect).migration(clock);
        this.connections = new Connections("store", settings.database(), drivers, migration, settings.durable());
        this.failures = new StoreFailures(dialect, settings);
    }

    /**
     * Does work that changes nothing; each of its statements is a transaction of its own.
     *
     * @param asked what the work is, fit to follow "could not"
     */
    <T> T read(String asked, SqlWork<T> work) throws ArtifactStoreException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connections.get()) {
                return work.run(connection);
            } catch (SQLException e) {
                SqlFault fault = connections.failed(e);
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
        for (int attempt = 1; ; attempt++) {
            boolean committing = false;
            try (Connection connection = connections.get()) {
                connection.setAutoCommit(false);
                T result = work.run(connection);
                committing = true;
                connection.commit();
                confirm(asked, connection);
                return result;
            } catch (SQLException e) {
                SqlFault fault = connections.failed(e);
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

    /** A failure here is behind the commit, so that nothing may be repeated. */
    private void confirm(String asked, Connection connection) throws ArtifactStoreException {
        try {
            connections.confirm(connection);
        } catch (SQLException e) {
            connections.failed(e);
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

    @Override
    public void close() {
        connections.close();
    }
}
