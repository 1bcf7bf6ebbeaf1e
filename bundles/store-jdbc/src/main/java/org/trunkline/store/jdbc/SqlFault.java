package org.trunkline.store.jdbc;

/** What a database's error means for the store. */
enum SqlFault {
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
    /** The statement itself is refused: a missing table, a missing right. */
    REFUSED,
    OTHER
}
