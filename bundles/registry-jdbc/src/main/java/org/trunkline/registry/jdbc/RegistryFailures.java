package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import org.trunkline.jdbc.DatabaseSettings;
import org.trunkline.jdbc.Dialect;
import org.trunkline.jdbc.SqlFailures;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;

/** Says in the registry's own words what a database's error means and what to do about it. */
final class RegistryFailures {

    private final SqlFailures failures;
    private final DatabaseSettings settings;

    RegistryFailures(DatabaseSettings settings) {
        this.failures = new SqlFailures(Dialect.of(settings.type()));
        this.settings = settings;
    }

    /** @param asked what the registry was asked to do, fit to follow "could not" */
    RegistryException of(String asked, SQLException failure) {
        String said = failures.said(failure);
        String message = "The registry's database " + settings + " could not " + asked + ": " + said + ". ";
        return switch (failures.classify(failure)) {
            case NOT_READY -> new RegistryException(Kind.UNAVAILABLE, said, failure);
            case NEWER_TABLES -> new RegistryException(Kind.UNAVAILABLE, said, failure);
            case CONTENTION ->
                new RegistryException(
                        Kind.CONFLICT, message + "Another transaction was in the way: do it again.", failure);
            case DISCONNECTED ->
                new RegistryException(
                        Kind.UNAVAILABLE, message + "Check that the database runs and can be reached.", failure);
            case WRONG_PASSWORD ->
                new RegistryException(
                        Kind.UNAVAILABLE,
                        message + "Check username (" + settings.username() + ") and password in [registry].",
                        failure);
            case FILE_IN_USE ->
                new RegistryException(
                        Kind.UNAVAILABLE,
                        message + "Another process owns the file: stop it, or share a PostgreSQL or MariaDB database.",
                        failure);
            case DISK_FULL ->
                new RegistryException(Kind.UNAVAILABLE, message + "Free space on the disk of the database.", failure);
            case READ_ONLY ->
                new RegistryException(
                        Kind.UNAVAILABLE,
                        message + "Give the server's user the right to write to the database and its directory.",
                        failure);
            case CORRUPT ->
                new RegistryException(
                        Kind.UNAVAILABLE, message + "The database is damaged: put back a backup.", failure);
            case DATA -> new RegistryException(Kind.REFUSED, message + "Shorten or correct that value.", failure);
            case REFUSED ->
                new RegistryException(
                        Kind.UNAVAILABLE,
                        message + "Check that the database exists and that user " + settings.username()
                                + " may create and change tables in it.",
                        failure);
            default -> new RegistryException(Kind.UNAVAILABLE, message + "Look at the database's log.", failure);
        };
    }
}
