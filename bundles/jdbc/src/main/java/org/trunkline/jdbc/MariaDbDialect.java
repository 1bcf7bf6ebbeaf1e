package org.trunkline.jdbc;

import java.sql.SQLException;

/** MariaDB 10.6 or later. The codes are those of its error reference. */
final class MariaDbDialect implements Dialect {

    @Override
    public String completed(String url) {
        return url;
    }

    @Override
    public String binary(int maxBytes) {
        return "MEDIUMBLOB";
    }

    @Override
    public String text(int maxCharacters) {
        return maxCharacters <= 255 ? "VARCHAR(" + maxCharacters + ")" : "LONGTEXT";
    }

    /** Other collations take keys for equal that differ in case or in blanks at the end. */
    @Override
    public String tableOptions() {
        return " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";
    }

    @Override
    public SqlFault classify(SQLException failure) {
        switch (failure.getErrorCode()) {
            case 1205: // ER_LOCK_WAIT_TIMEOUT
            case 1213: // ER_LOCK_DEADLOCK
            case 1020: // ER_CHECKREAD
                return SqlFault.CONTENTION;
            case 1021: // ER_DISK_FULL
            case 1114: // ER_RECORD_FILE_FULL
                return SqlFault.DISK_FULL;
            case 1290: // ER_OPTION_PREVENTS_STATEMENT
            case 1792: // ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION
                return SqlFault.READ_ONLY;
            case 1034: // ER_NOT_KEYFILE
            case 1712: // ER_INDEX_CORRUPT
                return SqlFault.CORRUPT;
            default:
                return SqlStates.classify(failure.getSQLState());
        }
    }
}
