package org.trunkline.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.jdbc.DatabaseType;

class JdbcStoreSettingsTest {

    @Test
    void theUrlMustBeOneOfTheType() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> JdbcStoreSettings.of(DatabaseType.POSTGRESQL, "jdbc:h2:/x", "u", "p"));

        assertTrue(e.getMessage().contains("jdbc:postgresql:"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:/x;PASSWORD=s3cret", "jdbc:h2:/x?a=b&password=s3cret"})
    void aPasswordInTheUrlIsRefusedAndNotRepeated(String url) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> JdbcStoreSettings.of(DatabaseType.H2, url, "u", "p"));

        assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
    }

    @Test
    void aHistoryOfNothingIsRefused() {
        JdbcStoreSettings settings = JdbcStoreSettings.of(DatabaseType.H2, "jdbc:h2:/x", "u", "p");

        assertThrows(IllegalArgumentException.class, () -> settings.history(0));
    }

    @Test
    void noPasswordAndNoOptionIsInTheText() {
        assertEquals(
                "jdbc:h2:/x",
                JdbcStoreSettings.of(DatabaseType.H2, "jdbc:h2:/x;CIPHER=AES", "u", "s3cret")
                        .toString());
    }

    @Test
    void typesHaveTheNamesOfTheConfigurationAndThatOfWso2() {
        assertEquals(DatabaseType.H2, DatabaseType.of("h2"));
        assertEquals(DatabaseType.POSTGRESQL, DatabaseType.of("postgresql"));
        assertEquals(DatabaseType.POSTGRESQL, DatabaseType.of("postgre"));
        assertEquals(DatabaseType.MARIADB, DatabaseType.of("MariaDB"));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> DatabaseType.of("oracle"));
        assertEquals("Unknown database type 'oracle'; possible: h2, postgresql, mariadb", e.getMessage());
    }
}
