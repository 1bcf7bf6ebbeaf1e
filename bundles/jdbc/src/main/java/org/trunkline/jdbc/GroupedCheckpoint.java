package org.trunkline.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Confirms commits by a statement of the database, one for all writers that wait at the moment: whoever committed before
 * a checkpoint began is served by it.
 */
final class GroupedCheckpoint implements Durability {

    private final String statement;
    private long asked;
    private long confirmed;
    private boolean running;

    GroupedCheckpoint(String statement) {
        this.statement = statement;
    }

    @Override
    public void confirm(Connection connection) throws SQLException {
        long covers = startOrJoin();
        if (covers == 0) {
            return;
        }
        boolean done = false;
        try (Statement checkpoint = connection.createStatement()) {
            checkpoint.execute(statement);
            done = true;
        } finally {
            finished(done ? covers : 0);
        }
    }

    /** @return 0 if another thread's checkpoint covered the caller, else the number that the caller's own one covers */
    private synchronized long startOrJoin() {
        long ticket = ++asked;
        boolean interrupted = false;
        while (running && confirmed < ticket) {
            try {
                wait();
            } catch (InterruptedException e) {
                // what is committed has to be confirmed all the same, and a checkpoint takes milliseconds
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (confirmed >= ticket) {
            return 0;
        }
        running = true;
        return asked;
    }

    private synchronized void finished(long covered) {
        running = false;
        confirmed = Math.max(confirmed, covered);
        notifyAll();
    }
}
