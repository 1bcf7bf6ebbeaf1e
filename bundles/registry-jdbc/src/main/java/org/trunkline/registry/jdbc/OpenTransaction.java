package org.trunkline.registry.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryTransaction;

/**
 * The transaction of a thread with those that are nested in it. It takes the turn to write with the first thing that it
 * does, be it a read: what it has read stays as it is until it ends.
 */
final class OpenTransaction {

    private final Transactions transactions;
    private final Runnable ended;
    private final Thread thread = Thread.currentThread();
    private final Deque<Level> levels = new ArrayDeque<>();
    private Unit unit;
    private RegistryException broken;
    private boolean doomed;

    /** @param ended called by the thread when the outermost one has ended */
    OpenTransaction(Transactions transactions, Runnable ended) {
        this.transactions = transactions;
        this.ended = ended;
    }

    RegistryTransaction begin() {
        Level level = new Level();
        levels.push(level);
        return level;
    }

    /** Does one method of the registry: as a whole or not at all. */
    <T> T step(Supplier<String> asked, Work<T> work) throws RegistryException {
        if (broken != null) {
            throw new RegistryException(broken.kind(), broken.getMessage(), broken);
        }
        Unit open = open(asked);
        try {
            Savepoint before = open.connection().setSavepoint();
            try {
                T result = work.run(open);
                open.connection().releaseSavepoint(before);
                return result;
            } catch (RegistryException | RuntimeException | Error e) {
                undo(open, before);
                throw e;
            } catch (SQLException e) {
                if (!transactions.survives(e)) {
                    throw e;
                }
                undo(open, before);
                throw transactions.failure(asked, e);
            }
        } catch (SQLException e) {
            broken = transactions.failure(asked, e);
            throw broken;
        }
    }

    private static void undo(Unit open, Savepoint before) throws SQLException {
        open.connection().rollback(before);
        open.nodes().forget();
    }

    private Unit open(Supplier<String> asked) throws RegistryException {
        if (unit != null) {
            return unit;
        }
        transactions.takeTurn(asked, this::letGo);
        Connection connection = null;
        try {
            connection = transactions.connection();
            unit = Unit.writing(connection, transactions.cache());
            return unit;
        } catch (SQLException e) {
            letGo(connection);
            transactions.giveTurnBack();
            broken = transactions.failure(asked, e);
            throw broken;
        }
    }

    private void letGo() {
        if (unit != null) {
            letGo(unit.connection());
            unit = null;
        }
    }

    /** The pool rolls back what was not committed. */
    private void letGo(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            transactions.failure(() -> "end a transaction", e);
        }
    }

    private void commit() throws RegistryException {
        Supplier<String> asked = () -> "commit a transaction";
        Unit open = unit;
        unit = null;
        if (open == null) {
            return;
        }
        boolean turnIsMine = true;
        try {
            transactions.commit(open);
            turnIsMine = false;
            transactions.giveTurnBack();
            transactions.confirm(asked, open.connection());
        } catch (SQLException e) {
            throw transactions.failure(asked, e);
        } finally {
            letGo(open.connection());
            if (turnIsMine) {
                transactions.giveTurnBack();
            }
        }
    }

    private void rollBack() {
        if (unit != null) {
            letGo();
            transactions.giveTurnBack();
        }
    }

    private final class Level implements RegistryTransaction {

        private boolean over;

        @Override
        public void commit() throws RegistryException {
            if (over || Thread.currentThread() != thread) {
                throw new IllegalStateException("the transaction has ended, or another thread began it");
            }
            if (levels.peek() != this) {
                throw new IllegalStateException("a nested transaction has not ended");
            }
            leave();
            if (!levels.isEmpty()) {
                return;
            }
            ended.run();
            if (broken != null || doomed) {
                rollBack();
                throw broken != null
                        ? new RegistryException(broken.kind(), broken.getMessage(), broken)
                        : new RegistryException(
                                Kind.REFUSED,
                                "The transaction was rolled back: one that was nested in it ended without a commit");
            }
            OpenTransaction.this.commit();
        }

        @Override
        public void close() {
            if (over || Thread.currentThread() != thread) {
                return;
            }
            while (levels.peek() != this) {
                levels.peek().close();
            }
            leave();
            doomed = true;
            if (levels.isEmpty()) {
                ended.run();
                rollBack();
            }
        }

        private void leave() {
            over = true;
            levels.pop();
        }
    }
}
