package org.trunkline.jdbc;

import java.sql.SQLException;

/** PostgreSQL 12 or later. The states are those of appendix A of its manual. */
final class PostgreSqlDialect implements Dialect {

    @Override
    public String completed(String url) {
        return url;
    }

    @Override
    public String binary(int maxBytes) {
        return "BYTEA";
    }

    /** The database's own collation would order by the rules of a language. */
    @Override
    public String text(int maxCharacters) {
        return "TEXT COLLATE \"C\"";
    }

    @Override
    public String tableOptions() {
        return "";
    }

    @Override
    public SqlFault classify(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.equals("53100")) {
            return SqlFault.DISK_FULL;
        }
        if (state.equals("55P03")) {
            return SqlFault.CONTENTION;
        }
        if (state.equals("25006")) {
            return SqlFault.READ_ONLY;
        }
        if (state.startsWith("57P") || state.startsWith("53")) {
            return SqlFault.DISCONNECTED;
        }
        if (state.startsWith("XX")) {
            return SqlFault.CORRUPT;
        }
        return SqlStates.classify(state);
    }
}
