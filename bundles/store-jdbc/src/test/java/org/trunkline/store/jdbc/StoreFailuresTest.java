package org.trunkline.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Dialect;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;

class StoreFailuresTest {

    private static JdbcStoreSettings settings(DatabaseType type) {
        return JdbcStoreSettings.of(type, "jdbc:" + type + "://db.example:1/artifacts?x=secret", "app", "hidden");
    }

    private static ArtifactStoreException failure(DatabaseType type, SQLException failure) {
        return new StoreFailures(Dialect.of(type), settings(type)).of("store it", failure);
    }

    @ParameterizedTest
    @CsvSource({
        "08006,UNAVAILABLE,can be reached",
        "57P01,UNAVAILABLE,can be reached",
        "53300,UNAVAILABLE,can be reached",
        "53100,UNAVAILABLE,Free space",
        "40001,UNAVAILABLE,try again",
        "40P01,UNAVAILABLE,try again",
        "55P03,UNAVAILABLE,try again",
        "28P01,REJECTED,username (app)",
        "3D000,REJECTED,database exists",
        "42501,REJECTED,may create and change tables",
        "25006,REJECTED,right to write",
        "22001,REJECTED,Shorten",
        "XX001,REJECTED,damaged",
        "99999,UNAVAILABLE,database's log"
    })
    void ofPostgreSqlEachStateSaysWhatToDo(String state, Kind kind, String advice) {
        ArtifactStoreException e = failure(DatabaseType.POSTGRESQL, new SQLException("it said so", state));

        assertEquals(kind, e.kind());
        assertTrue(e.getMessage().contains(advice), e.getMessage());
        assertTrue(
                e.getMessage()
                        .startsWith(
                                "The database jdbc:postgresql://db.example:1/artifacts could not store it: it said so."),
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "1205,HY000,UNAVAILABLE,try again",
        "1213,40001,UNAVAILABLE,try again",
        "1021,HY000,UNAVAILABLE,Free space",
        "1045,28000,REJECTED,username (app)",
        "1049,42000,REJECTED,database exists",
        "1290,HY000,REJECTED,right to write",
        "1406,22001,REJECTED,Shorten"
    })
    void ofMariaDbEachCodeSaysWhatToDo(int code, String state, Kind kind, String advice) {
        ArtifactStoreException e = failure(DatabaseType.MARIADB, new SQLException("it said so", state, code));

        assertEquals(kind, e.kind());
        assertTrue(e.getMessage().contains(advice), e.getMessage());
    }

    @Test
    void behindThePoolsTimeoutStandsWhatTheDatabaseSaid() {
        SQLException said = new SQLException("password authentication failed", "28P01");
        SQLException pool = new SQLException("Connection is not available, request timed out", "08001", said);

        ArtifactStoreException e = failure(DatabaseType.POSTGRESQL, pool);

        assertEquals(Kind.REJECTED, e.kind());
        assertTrue(e.getMessage().contains("password authentication failed"), e.getMessage());
        assertSame(pool, e.getCause());
    }
}
