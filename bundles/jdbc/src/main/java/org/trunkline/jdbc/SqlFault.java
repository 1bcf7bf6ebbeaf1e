package org.trunkline.jdbc;

/** What an error of a database means for whoever uses it. */
public enum SqlFault {
    /** Another transaction was in the way: the same may succeed at once. */
    CONTENTION,
    /** The connection is gone, or the database is closed. */
    DISCONNECTED,
    WRONG_PASSWORD,
    /** Another process owns the database's file. */
    FILE_IN_USE,
    DISK_FULL,
    READ_ONLY,
    CORRUPT,
    /** A value does not fit its column. */
    DATA,
    /** A row with that key is there. */
    DUPLICATE,
    /** The statement itself is refused: a missing table, a missing right. */
    REFUSED,
    /** A driver is missing, or the database was closed: {@link DatabaseException} says it. */
    NOT_READY,
    /** The tables are of a newer Trunkline: {@link DatabaseException} says it. */
    NEWER_TABLES,
    OTHER
}
