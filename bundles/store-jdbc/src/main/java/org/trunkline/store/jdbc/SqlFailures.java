package org.trunkline.store.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import org.trunkline.sync.ArtifactStoreException;

/** Says in the store's own words what a database's error means and what to do about it. */
final class SqlFailures {

    private static final int MAX_CAUSE = 300;

    private final Dialect dialect;
    private final JdbcStoreSettings settings;

    SqlFailures(Dialect dialect, JdbcStoreSettings settings) {
        this.dialect = dialect;
        this.settings = settings;
    }

    /** The first thing in the chain of causes that says more than that something failed. */
    SqlFault classify(SQLException failure) {
        SqlFault fault = SqlFault.OTHER;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
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

    /** @param asked what the store was asked to do, fit to follow "could not" */
    ArtifactStoreException of(String asked, SQLException failure) {
        String message = "The database " + settings + " could not " + asked + ": " + said(failure) + ". ";
        switch (classify(failure)) {
            case CONTENTION:
                return ArtifactStoreException.unavailable(
                        message + "Other writers were in the way: try again.", failure);
            case DISCONNECTED:
                return ArtifactStoreException.unavailable(
                        message + "Check that the database runs and can be reached.", failure);
            case WRONG_PASSWORD:
                return ArtifactStoreException.rejected(
                        message + "Check username (" + settings.username()
                                + ") and password in [database.sync_runtime_artifacts_db].",
                        failure);
            case FILE_IN_USE:
                return ArtifactStoreException.unavailable(
                        message + "Another process owns the file: stop it, or let this node read that node's store"
                                + " (store = \"remote\") or share a PostgreSQL or MariaDB database.",
                        failure);
            case DISK_FULL:
                return ArtifactStoreException.unavailable(message + "Free space on the disk of the database.", failure);
            case READ_ONLY:
                return ArtifactStoreException.rejected(
                        message + "Give the server's user the right to write to the database and its directory.",
                        failure);
            case CORRUPT:
                return ArtifactStoreException.rejected(
                        message + "The database is damaged: put back a backup, or move it away and publish again.",
                        failure);
            case DATA:
                return ArtifactStoreException.rejected(message + "Shorten or correct that value.", failure);
            case REFUSED:
                return ArtifactStoreException.rejected(
                        message + "Check that the database exists and that user " + settings.username()
                                + " may create and change tables in it.",
                        failure);
            default:
                return ArtifactStoreException.unavailable(message + "Look at the database's log.", failure);
        }
    }

    /** What the database itself said: pools and wrappers only repeat it. The file system's words say more. */
    private static String said(SQLException failure) {
        Throwable said = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            said = cause instanceof SQLException || cause instanceof IOException ? cause : said;
        }
        String line = String.valueOf(said.getMessage()).split("; SQL statement:|\\R", 2)[0];
        return line.length() > MAX_CAUSE ? line.substring(0, MAX_CAUSE) + "..." : line;
    }
}
