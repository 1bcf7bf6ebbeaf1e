package org.trunkline.jdbc;

import java.sql.SQLException;
import java.util.Objects;

/** A database cannot be used, for a reason that it did not give itself. The message says all there is to say. */
public final class DatabaseException extends SQLException {

    private static final long serialVersionUID = 1L;

    private final SqlFault fault;

    public DatabaseException(SqlFault fault, String message) {
        this(fault, message, null);
    }

    public DatabaseException(SqlFault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = Objects.requireNonNull(fault, "fault");
    }

    public SqlFault fault() {
        return fault;
    }
}
