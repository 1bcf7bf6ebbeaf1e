package org.trunkline.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** H2, in a file of this process. The error codes are those of H2's {@code org.h2.api.ErrorCode}. */
final class H2Dialect implements Dialect {

    private static final Pattern FILE_URL = Pattern.compile("jdbc:h2:(?:file:)?([^:;]+|[A-Za-z]:[^:;]+)(;.*)?");

    private static final String PLAIN_FILE = "jdbc:h2:retry:";

    private static final long WORTH_COMPACTING_BYTES = 16L << 20;
    private static final long WORTH_COMPACTING_PERCENT = 50;

    /**
     * Without {@code retry:} an interrupted thread closes the file's channel, and with it the database for everybody.
     * With pages of a quarter of the usual size, a forced commit writes half as much: 33 kB instead of 58 kB for a small
     * resource of the registry.
     * H2's own exit hook would close the database while the framework still stops what uses it. Its trace file would grow
     * beside the database with failures that the callers report anyway.
     */
    @Override
    public String completed(String url) {
        String completed = url;
        Matcher file = FILE_URL.matcher(url);
        if (file.matches()) {
            String path = file.group(1);
            String absolute = path.startsWith("~")
                    ? path
                    : Path.of(path).toAbsolutePath().normalize().toString();
            completed = PLAIN_FILE + absolute + (file.group(2) == null ? "" : file.group(2));
        }
        completed = with(completed, "DB_CLOSE_ON_EXIT", "FALSE");
        completed = with(completed, "TRACE_LEVEL_FILE", "0");
        completed = with(completed, "PAGE_SIZE", "4096");
        completed = with(completed, "LOCK_TIMEOUT", "5000");
        completed = with(completed, "QUERY_CACHE_SIZE", "64");
        return with(completed, "CACHE_SIZE", "32768");
    }

    /**
     * Behind a kill, H2 looks for its last commit along a chain of chunks, and does not find it where the space of one of them
     * was used again: in most runs of up to 50 kills acknowledged commits were lost, without that use in none. The price is a
     * file that grows, by some 25 kB with a commit, until it is {@linkplain #compact compacted}.
     */
    @Override
    public String durable(String completed) {
        return with(completed, "REUSE_SPACE", "FALSE");
    }

    @Override
    public void compact(Connection only) throws SQLException {
        if (!only.getMetaData().getURL().startsWith(PLAIN_FILE)) {
            return;
        }
        try (Statement statement = only.createStatement()) {
            long bytes = figure(statement, "info.FILE_SIZE", 0);
            long usedPercent = figure(statement, "info.CHUNKS_FILL_RATE", 100);
            if (bytes >= WORTH_COMPACTING_BYTES && usedPercent < WORTH_COMPACTING_PERCENT) {
                statement.execute("SHUTDOWN DEFRAG");
            }
        }
    }

    private static long figure(Statement statement, String name, long otherwise) throws SQLException {
        try (ResultSet found = statement.executeQuery(
                "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = '" + name + "'")) {
            return found.next() ? found.getLong(1) : otherwise;
        }
    }

    private static String with(String url, String option, String value) {
        boolean present = url.toUpperCase(Locale.ROOT).contains(";" + option + "=");
        return present ? url : url + ";" + option + "=" + value;
    }

    @Override
    public String binary(int maxBytes) {
        return "VARBINARY(" + maxBytes + ")";
    }

    @Override
    public String text(int maxCharacters) {
        return "VARCHAR(" + maxCharacters + ")";
    }

    @Override
    public String tableOptions() {
        return "";
    }

    /** A commit writes at most to the operating system's cache, whatever WRITE_DELAY is; only this calls fsync. */
    @Override
    public String durabilityStatement() {
        return "CHECKPOINT SYNC";
    }

    @Override
    public SqlFault classify(SQLException failure) {
        switch (failure.getErrorCode()) {
            case 50200: // LOCK_TIMEOUT_1
            case 90131: // CONCURRENT_UPDATE_1
                return SqlFault.CONTENTION;
            case 90020: // DATABASE_ALREADY_OPEN_1
                return SqlFault.FILE_IN_USE;
            case 90030: // FILE_CORRUPTED_1
            case 90048: // FILE_VERSION_ERROR_1
                return SqlFault.CORRUPT;
            case 90097: // DATABASE_IS_READ_ONLY
                return SqlFault.READ_ONLY;
            case 90007: // OBJECT_CLOSED
            case 90067: // CONNECTION_BROKEN_1
            case 90098: // DATABASE_IS_CLOSED
            case 90121: // DATABASE_CALLED_AT_SHUTDOWN
                return ofFile(failure, SqlFault.DISCONNECTED);
            default:
                return ofFile(failure, SqlStates.classify(failure.getSQLState()));
        }
    }

    /** H2 reports what the file system said as a cause, and the system's words are all that tells its faults apart. */
    private static SqlFault ofFile(SQLException failure, SqlFault otherwise) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
                if (said.contains("no space left") || said.contains("not enough space") || said.contains("quota")) {
                    return SqlFault.DISK_FULL;
                }
                if (said.contains("read-only")
                        || said.contains("permission denied")
                        || said.contains("access is denied")) {
                    return SqlFault.READ_ONLY;
                }
            }
        }
        return otherwise;
    }
}
