package org.trunkline.jdbc;

import java.io.IOException;
import java.sql.SQLException;

/** Tells what a database's error means, and what the database said. Safe for use by many threads. */
public final class SqlFailures {

    private static final int MAX_CAUSE = 300;

    private final Dialect dialect;

    public SqlFailures(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The first thing in the chain of causes that says more than that something failed. */
    public SqlFault classify(SQLException failure) {
        SqlFault fault = SqlFault.OTHER;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseException) {
                return ((DatabaseException) cause).fault();
            }
            if (cause instanceof SQLException) {
                SqlFault found = dialect.classify((SQLException) cause);
                // a pool reports that it got no connection; why it got none is further down
                if (found != SqlFault.OTHER && found != SqlFault.DISCONNECTED) {
                    return found;
                }
                fault = found == SqlFault.OTHER ? fault : found;
            }
        }
        return fault;
    }

    /** What the database itself said, in one line: pools and wrappers only repeat it. The file system's words say more. */
    public String said(SQLException failure) {
        Throwable said = failure;
        for (Throwable cause = failure.getCause();
                cause != null && !(said instanceof DatabaseException);
                cause = cause.getCause()) {
            said = cause instanceof SQLException || cause instanceof IOException ? cause : said;
        }
        String message = String.valueOf(said.getMessage());
        if (said instanceof DatabaseException) {
            return message;
        }
        String line = message.split("; SQL statement:|\\R", 2)[0];
        return line.length() > MAX_CAUSE ? line.substring(0, MAX_CAUSE) + "..." : line;
    }
}
