package org.trunkline.jdbc;

/** The classes of SQLSTATE that mean the same everywhere. */
final class SqlStates {

    private SqlStates() {}

    static SqlFault classify(String state) {
        if (state == null || state.length() < 2) {
            return SqlFault.OTHER;
        }
        switch (state.substring(0, 2)) {
            case "40":
                return SqlFault.CONTENTION;
            case "08":
                return SqlFault.DISCONNECTED;
            case "28":
                return SqlFault.WRONG_PASSWORD;
            case "22":
                return SqlFault.DATA;
            case "23":
                return state.equals("23505") || state.equals("23000") ? SqlFault.DUPLICATE : SqlFault.OTHER;
            case "42":
            case "3D":
                return SqlFault.REFUSED;
            default:
                return SqlFault.OTHER;
        }
    }
}
