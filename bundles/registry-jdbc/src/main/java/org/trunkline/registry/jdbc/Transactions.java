package org.trunkline.registry.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.trunkline.jdbc.Connections;
import org.trunkline.jdbc.SqlFault;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryTransaction;

/** Does each piece of work in the transaction of its thread, or in one of its own. Safe for use by many threads. */
final class Transactions {

    private static final int MAX_ATTEMPTS = 4;
    private static final int PAUSE_MILLIS = 50;
    private static final long PATIENCE_MILLIS = 30_000;

    private final Connections connections;
    private final RegistryFailures failures;
    private final NodeCache cache = new NodeCache();
    private final WriteTurn turn = new WriteTurn();
    private final ThreadLocal<OpenTransaction> current = new ThreadLocal<>();

    Transactions(Connections connections, RegistryFailures failures) {
        this.connections = connections;
        this.failures = failures;
    }

    RegistryTransaction begin() {
        OpenTransaction open = current.get();
        if (open == null) {
            open = new OpenTransaction(this, current::remove);
            current.set(open);
        }
        return open.begin();
    }

    boolean inTransaction() {
        return current.get() != null;
    }

    /**
     * Does work that changes nothing.
     *
     * @param asked what the work is, fit to follow "could not"
     */
    <T> T read(Supplier<String> asked, Work<T> work) throws RegistryException {
        OpenTransaction open = current.get();
        if (open != null) {
            return open.step(asked, work);
        }
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connections.get()) {
                return work.run(Unit.reading(connection, cache));
            } catch (SQLException e) {
                SqlFault fault = connections.failed(e);
                if (!repeats(fault, attempt)) {
                    throw failures.of(asked.get(), e);
                }
                pause(asked, attempt);
            }
        }
    }

    /**
     * Does work as a whole or not at all, and returns when it is durable; in a transaction of the thread, as a part of that.
     *
     * @param asked what the work is, fit to follow "could not"
     */
    <T> T write(Supplier<String> asked, Work<T> work) throws RegistryException {
        OpenTransaction open = current.get();
        if (open != null) {
            return open.step(asked, work);
        }
        for (int attempt = 1; ; attempt++) {
            Attempt once = new Attempt();
            try {
                takeTurn(asked, () -> {});
                return once.run(asked, work);
            } catch (SQLException e) {
                SqlFault fault = connections.failed(e);
                // a commit that was cut off may have been done
                if (!repeats(fault, attempt)
                        || once.committing && fault != SqlFault.CONTENTION && fault != SqlFault.DUPLICATE) {
                    throw failures.of(asked.get(), e);
                }
                pause(asked, attempt);
            }
        }
    }

    /** Does work in a transaction of its own that takes neither the turn nor the head: nobody sees what it writes. */
    <T> T stage(Supplier<String> asked, Work<T> work) throws RegistryException {
        return read(asked, unit -> {
            unit.connection().setAutoCommit(false);
            T result = work.run(unit);
            unit.connection().commit();
            return result;
        });
    }

    /** Does work that changes nothing that anybody sees, and need not be durable. Outside of any transaction. */
    <T> T tidy(Supplier<String> asked, Work<T> work) throws RegistryException {
        takeTurn(asked, () -> {});
        try (Connection connection = connections.get()) {
            Unit unit = Unit.tidying(connection, cache);
            T result = work.run(unit);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw failure(asked, e);
        } finally {
            turn.giveBack();
        }
    }

    /** Does work that reads much, and sees all of it as it was at one moment. */
    <T> T readAtOnce(Supplier<String> asked, Work<T> work) throws RegistryException {
        if (inTransaction()) {
            return read(asked, work);
        }
        return read(asked, unit -> {
            unit.connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            unit.connection().setAutoCommit(false);
            return work.run(Unit.reading(unit.connection(), cache));
        });
    }

    /** One try of a piece of work that has the turn to write. */
    private final class Attempt {

        private boolean committing;

        <T> T run(Supplier<String> asked, Work<T> work) throws SQLException, RegistryException {
            boolean turnIsMine = true;
            try (Connection connection = connections.get()) {
                Unit unit = Unit.writing(connection, cache);
                T result = work.run(unit);
                committing = true;
                commit(unit);
                turnIsMine = false;
                turn.giveBack();
                confirm(asked, connection);
                return result;
            } finally {
                if (turnIsMine) {
                    turn.giveBack();
                }
            }
        }
    }

    /** @param ifAbandoned ends the work if this thread dies before it gives the turn back */
    void takeTurn(Supplier<String> asked, Runnable ifAbandoned) throws RegistryException {
        try {
            if (!turn.take(PATIENCE_MILLIS, ifAbandoned)) {
                throw new RegistryException(
                        Kind.CONFLICT,
                        "The registry could not " + asked.get() + ": another transaction has been open for "
                                + TimeUnit.MILLISECONDS.toSeconds(PATIENCE_MILLIS) + " s. Do it again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(Kind.UNAVAILABLE, "Interrupted before the registry could " + asked.get(), e);
        }
    }

    void giveTurnBack() {
        turn.giveBack();
    }

    void endAbandoned() {
        turn.endAbandoned();
    }

    /** The connection of a transaction that has the turn. */
    Connection connection() throws SQLException {
        return connections.get();
    }

    NodeCache cache() {
        return cache;
    }

    void commit(Unit unit) throws SQLException {
        try {
            unit.connection().commit();
        } catch (SQLException e) {
            // whether it was done is not known
            cache.clear();
            throw e;
        }
        unit.committed();
    }

    /** A failure here is behind the commit, so that nothing may be repeated. */
    void confirm(Supplier<String> asked, Connection connection) throws RegistryException {
        try {
            connections.confirm(connection);
        } catch (SQLException e) {
            throw failure(() -> asked.get() + " durably", e);
        }
    }

    RegistryException failure(Supplier<String> asked, SQLException e) {
        connections.failed(e);
        return failures.of(asked.get(), e);
    }

    /** Whether a transaction can go on behind a failed statement, when that is undone. */
    boolean survives(SQLException e) {
        SqlFault fault = connections.failed(e);
        return fault == SqlFault.DATA || fault == SqlFault.DUPLICATE;
    }

    private static boolean repeats(SqlFault fault, int attempt) {
        boolean anothersDoing = fault == SqlFault.CONTENTION || fault == SqlFault.DUPLICATE;
        return anothersDoing && attempt < MAX_ATTEMPTS || fault == SqlFault.DISCONNECTED && attempt == 1;
    }

    private static void pause(Supplier<String> asked, int attempt) throws RegistryException {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MILLIS * attempt) + 1L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(Kind.UNAVAILABLE, "Interrupted before the registry could " + asked.get(), e);
        }
    }
}
