package org.trunkline.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2DialectTest {

    private final H2Dialect dialect = new H2Dialect();

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:/data/artifacts", "jdbc:h2:file:/data/artifacts", "jdbc:h2:/data/x/../artifacts"})
    void aFileIsTheSameHoweverItIsWritten(String url) {
        assertEquals(dialect.completed("jdbc:h2:/data/artifacts"), dialect.completed(url));
        assertTrue(dialect.completed(url).startsWith("jdbc:h2:retry:/data/artifacts;"), dialect.completed(url));
    }

    @Test
    void aRelativeFileIsOneOfTheWorkingDirectory() {
        String expected = "jdbc:h2:retry:" + Path.of("database/artifacts").toAbsolutePath() + ";";

        assertTrue(dialect.completed("jdbc:h2:./database/artifacts").startsWith(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:h2:mem:artifacts", "jdbc:h2:nio:/data/artifacts", "jdbc:h2:tcp://localhost/artifacts"})
    void whatIsNoPlainFileStaysWhatItIs(String url) {
        assertTrue(dialect.completed(url).startsWith(url + ";"), dialect.completed(url));
    }

    @Test
    void anOptionOfTheConfigurationWins() {
        String completed = dialect.completed("jdbc:h2:mem:artifacts;lock_timeout=7");

        assertTrue(completed.contains(";lock_timeout=7"), completed);
        assertEquals(-1, completed.indexOf("LOCK_TIMEOUT"), completed);
    }
}
