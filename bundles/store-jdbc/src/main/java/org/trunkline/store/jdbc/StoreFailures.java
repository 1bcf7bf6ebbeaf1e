package org.trunkline.store.jdbc;

import java.sql.SQLException;
import org.trunkline.jdbc.Dialect;
import org.trunkline.jdbc.SqlFailures;
import org.trunkline.sync.ArtifactStoreException;

/** Says in the store's own words what a database's error means and what to do about it. */
final class StoreFailures {

    private final SqlFailures failures;
    private final JdbcStoreSettings settings;

    StoreFailures(Dialect dialect, JdbcStoreSettings settings) {
        this.failures = new SqlFailures(dialect);
        this.settings = settings;
    }

    /** @param asked what the store was asked to do, fit to follow "could not" */
    ArtifactStoreException of(String asked, SQLException failure) {
        String said = failures.said(failure);
        String message = "The database " + settings + " could not " + asked + ": " + said + ". ";
        switch (failures.classify(failure)) {
            case NOT_READY:
                return ArtifactStoreException.unavailable(said, failure);
            case NEWER_TABLES:
                return ArtifactStoreException.rejected(said, failure);
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
}
